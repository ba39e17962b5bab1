/* step ENTRY FIRST END TRACE PROGRAM: runs a program instruction by instruction
   from ENTRY on, where the loader hands over to it, or if that is 0 from its
   first, and writes to the file TRACE which of its own code it goes through.

   For every instruction executed in FIRST <= address < END (hexadecimal, the
   .text of a program that is not position-independent), and for the first one
   executed after each departure from there, one line, in hexadecimal:

     address rsp rdi rsi rdx rax stored

   The registers are as they are before the instruction: the departure to a
   library function shows its arguments, the next line inside its result.
   stored is the word that rdi pointed to at the last departure, or 0: what
   posix_memalign gives.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ptrace.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

/* Lets the child, which has not begun, run up to an address. */
static int run_up_to(pid_t child, unsigned long address) {
  struct user_regs_struct regs;
  int status;
  if (waitpid(child, &status, 0) != child || !WIFSTOPPED(status))
    return 0;
  errno = 0;
  long code = ptrace(PTRACE_PEEKTEXT, child, address, NULL);
  long stop = (code & ~0xffL) | 0xcc;
  if (errno || ptrace(PTRACE_POKETEXT, child, address, stop) ||
      ptrace(PTRACE_CONT, child, NULL, NULL) || waitpid(child, &status, 0) != child ||
      !WIFSTOPPED(status) || ptrace(PTRACE_POKETEXT, child, address, code) ||
      ptrace(PTRACE_GETREGS, child, NULL, &regs))
    return 0;
  regs.rip = address;
  return !ptrace(PTRACE_SETREGS, child, NULL, &regs) &&
         !ptrace(PTRACE_SINGLESTEP, child, NULL, NULL);
}

int main(int argc, char **argv) {
  if (argc != 6) {
    fprintf(stderr, "usage: step ENTRY FIRST END TRACE PROGRAM\n");
    return 2;
  }
  unsigned long entry = strtoul(argv[1], NULL, 16);
  unsigned long first = strtoul(argv[2], NULL, 16);
  unsigned long end = strtoul(argv[3], NULL, 16);
  const char *program = argv[5];
  FILE *trace = fopen(argv[4], "we");
  pid_t child = fork();
  if (!trace || child < 0) {
    perror("step");
    return 2;
  }
  if (child == 0) {
    ptrace(PTRACE_TRACEME, 0, NULL, NULL);
    execl(program, program, (char *)NULL);
    _exit(2);
  }
  if (entry && !run_up_to(child, entry)) {
    fprintf(stderr, "step: %s cannot be stopped\n", program);
    kill(child, SIGKILL);
    return 2;
  }
  int status;
  int inside = 0;
  unsigned long departure = 0;
  while (waitpid(child, &status, 0) == child && WIFSTOPPED(status)) {
    struct user_regs_struct regs;
    if (WSTOPSIG(status) != SIGTRAP || ptrace(PTRACE_GETREGS, child, NULL, &regs)) {
      fprintf(stderr, "step: %s stopped by signal %d\n", program, WSTOPSIG(status));
      kill(child, SIGKILL);
      return 2;
    }
    int was_inside = inside;
    inside = regs.rip >= first && regs.rip < end;
    if (was_inside && !inside)
      departure = regs.rdi;
    unsigned long stored = 0;
    if (inside && !was_inside && departure) {
      errno = 0;
      long word = ptrace(PTRACE_PEEKDATA, child, departure, NULL);
      stored = errno ? 0 : (unsigned long)word;
    }
    if (inside || was_inside)
      fprintf(trace, "%llx %llx %llx %llx %llx %llx %lx\n", regs.rip, regs.rsp, regs.rdi,
              regs.rsi, regs.rdx, regs.rax, stored);
    ptrace(PTRACE_SINGLESTEP, child, NULL, NULL);
  }
  return fclose(trace) || !WIFEXITED(status) ? 2 : 0;
}
