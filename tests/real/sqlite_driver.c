/* What a program does with SQLite: ROWS rows created, indexed, queried,
   changed and deleted, in a database in memory and in one in a file.  Prints
   what the queries found, which does not depend on time or addresses.

     sqlite_driver FILE     FILE is created anew

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

#ifndef ROWS
#define ROWS 100000
#endif

static void fail(sqlite3 *database, const char *what) {
  fprintf(stderr, "sqlite_driver: %s: %s\n", what, sqlite3_errmsg(database));
  exit(1);
}

static void run(sqlite3 *database, const char *statement) {
  if (sqlite3_exec(database, statement, NULL, NULL, NULL) != SQLITE_OK)
    fail(database, statement);
}

static sqlite3_stmt *prepare(sqlite3 *database, const char *text) {
  sqlite3_stmt *statement;
  if (sqlite3_prepare_v2(database, text, -1, &statement, NULL) != SQLITE_OK)
    fail(database, text);
  return statement;
}

/* One prepared statement for all rows. */
static void fill(sqlite3 *database) {
  sqlite3_stmt *insert =
      prepare(database, "INSERT INTO item VALUES (?1, ?2, ?3)");
  unsigned weight = 1;
  run(database, "BEGIN");
  for (int row = 1; row <= ROWS; row++) {
    char name[32];
    weight = weight * 1103515245u + 12345u;
    snprintf(name, sizeof name, "item %u", weight >> 12);
    sqlite3_bind_int(insert, 1, row);
    sqlite3_bind_text(insert, 2, name, -1, SQLITE_TRANSIENT);
    sqlite3_bind_int(insert, 3, (int)(weight >> 16) % 1000);
    if (sqlite3_step(insert) != SQLITE_DONE)
      fail(database, "insert");
    sqlite3_reset(insert);
  }
  run(database, "COMMIT");
  sqlite3_finalize(insert);
}

static int print_row(void *count, int columns, char **values, char **names) {
  (void)names;
  ++*(int *)count;
  for (int i = 0; i < columns; i++)
    printf("%s%s", i ? "|" : "  ", values[i] ? values[i] : "NULL");
  putchar('\n');
  return 0;
}

static void query(sqlite3 *database, const char *text) {
  int count = 0;
  printf("%s\n", text);
  if (sqlite3_exec(database, text, print_row, &count, NULL) != SQLITE_OK)
    fail(database, text);
  printf("  %d rows\n", count);
}

static void exercise(const char *name) {
  sqlite3 *database;
  if (sqlite3_open(name, &database) != SQLITE_OK)
    fail(database, "open");
  run(database, "PRAGMA synchronous = OFF");
  run(database, "CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT, "
                "weight INTEGER)");
  fill(database);
  run(database, "CREATE INDEX item_weight ON item (weight, name)");
  query(database, "SELECT count(*), sum(weight), min(name) FROM item");
  query(database, "SELECT weight, count(*), max(name) FROM item "
                  "WHERE weight < 10 GROUP BY weight ORDER BY 2 DESC, 1");
  query(database, "SELECT a.id, b.id FROM item a JOIN item b "
                  "ON b.weight = a.weight AND b.id > a.id "
                  "WHERE a.id <= 5 AND b.id % 7 = 0 ORDER BY 1, 2 LIMIT 12");
  query(database, "SELECT id, upper(name) FROM item "
                  "WHERE name LIKE '%777%' ORDER BY name LIMIT 5");
  run(database, "UPDATE item SET name = name || ' (light)' WHERE weight < 20");
  run(database, "DELETE FROM item WHERE id % 10 = 0");
  query(database, "SELECT count(*), group_concat(name, ', ') FROM item "
                  "WHERE weight = 7 AND id < 20000");
  query(database, "PRAGMA integrity_check");
  sqlite3_close(database);
}

int main(int argc, char **argv) {
  if (argc != 2) {
    fprintf(stderr, "usage: sqlite_driver FILE\n");
    return 2;
  }
  remove(argv[1]);
  /* The names of temporary files are random numbers, and some have a digit
     more than others. */
  sqlite3_test_control(SQLITE_TESTCTRL_PRNG_SEED, 1, NULL);
  exercise(":memory:");
  exercise(argv[1]);
  return 0;
}
