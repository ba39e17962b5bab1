/* Writes JSON to a file, in pieces and buffered.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_TOOL_JSON_OUT_H
#define MEMLINE_TOOL_JSON_OUT_H

#include "base/vg.h"

typedef struct {
   Int fd;
   UInt used;
   Int error; /* the first error number of a write; 0: none */
   HChar buffer[65536];
} Json;

/* Appends TEXT as it is; a string, quoted and escaped; a number. */
void ML_(json_out_raw)(Json* json, const HChar* text);
void ML_(json_out_string)(Json* json, const HChar* text);
void ML_(json_out_unsigned)(Json* json, ULong value);
void ML_(json_out_signed)(Json* json, Long value);
/* Hands the buffer to the file. */
void ML_(json_out_flush)(Json* json);

#endif
