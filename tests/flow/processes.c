/* What processes.t runs: ways to make and to leave a process.

   SPDX-License-Identifier: GPL-2.0-or-later */

#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;
static char *argv_child[] = {"./processes", "child", NULL};

static int finish(pid_t child) {
    int status;
    waitpid(child, &status, 0);
    malloc(1000);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 99;
}

static int by_vfork(void) {
    malloc(10);
    pid_t child = vfork();
    if (child == 0) {
        execv(argv_child[0], argv_child);
        _exit(9);
    }
    return finish(child);
}

static int by_spawn(void) {
    pid_t child;
    malloc(10);
    posix_spawn(&child, argv_child[0], NULL, NULL, argv_child, environ);
    return finish(child);
}

static int failed_exec(void) {
    malloc(10);
    execl("./nothing", "nothing", NULL);
    malloc(1000);
    return 7;
}

static int detach(void) {
    malloc(10);
    daemon(1, 1);
    malloc(1000);
    close(creat("done", 0600));
    return 7;
}

/* As a daemon of the old school: its parent's child leads a session. */
static int detach_twice(void) {
    malloc(10);
    if (fork() > 0)
        return 7;
    setsid();
    malloc(100);
    if (fork() > 0)
        _exit(7);
    malloc(1000);
    close(creat("done", 0600));
    return 7;
}

static void at_quick(void) {
    malloc(1000);
}

static int quick(void) {
    at_quick_exit(at_quick);
    malloc(10);
    quick_exit(7);
}

static int tree(void) {
    malloc(10);
    pid_t child = fork();
    if (child == 0) {
        malloc(100);
        pid_t grandchild = fork();
        if (grandchild == 0) {
            malloc(5);
            _exit(7);
        }
        _exit(finish(grandchild));
    }
    return finish(child);
}

static void *allocate(void *at) {
    for (;;)
        free(malloc(16));
    return at;
}

static int busy(void) {
    pthread_t thread;
    for (int i = 0; i < 4; i++)
        pthread_create(&thread, NULL, allocate, NULL);
    malloc(10);
    usleep(20000);
    return 7;
}

static void *exec_in_thread(void *arg) {
    malloc(1000);
    execv(argv_child[0], argv_child);
    return arg;
}

static int thread_exec(void) {
    pthread_t thread;
    malloc(10);
    pthread_create(&thread, NULL, exec_in_thread, NULL);
    pthread_join(thread, NULL);
    return 1;
}

static int by_descriptor(void) {
    malloc(1010);
    fexecve(open(argv_child[0], O_RDONLY | O_CLOEXEC), argv_child, environ);
    return 1;
}

static void *fork_in_thread(void *arg) {
    pid_t child = fork();
    malloc(arg ? 1 : 100);
    if (child == 0)
        exit(7);
    exit(finish(child));
}

/* The initial thread ends first; the process goes on. */
static int thread_fork(void) {
    pthread_t thread;
    malloc(10);
    pthread_create(&thread, NULL, fork_in_thread, NULL);
    pthread_exit(NULL);
}

static int refused(void) {
    void *volatile p = malloc((size_t)1 << 60);
    malloc(10);
    p = realloc(malloc(1000), (size_t)1 << 60);
    return p ? 1 : 7;
}

/* The child that runs another program, after allocating SIZE bytes if not 0. */
static int run(size_t size, const char *file) {
    malloc(10);
    pid_t child = fork();
    if (child == 0) {
        if (size > 0)
            malloc(size);
        execl(file, file, NULL);
        _exit(7);
    }
    return finish(child);
}

static int forked(void) {
    return run(0, "/bin/true") == 0 ? 7 : 1;
}
static int missing(void) {
    return run(0, "./nothing");
}
static int busy_child(void) {
    return run(77, "/bin/true") == 0 ? 7 : 1;
}

static int shells(void) {
    char text[10] = "";
    malloc(10);
    if (system("exit 3") != 3 << 8)
        return 1;
    FILE *pipe = popen("echo hello", "r");
    fgets(text, sizeof text, pipe);
    pclose(pipe);
    malloc(1000);
    return strcmp(text, "hello\n") == 0 ? 7 : 1;
}

static volatile sig_atomic_t signals;
static void count_signal(int number) {
    signals += number == SIGCHLD;
}

/* An exec that fails late: no child of ours has come and gone meanwhile. */
static int unseen(void) {
    int status;
    struct sigaction action = {.sa_handler = count_signal};
    sigaction(SIGCHLD, &action, NULL);
    malloc(10);
    execl("./unusable", "unusable", NULL);
    usleep(1000);
    malloc(1000);
    return signals == 0 && waitpid(-1, &status, WNOHANG) == -1 ? 7 : 1;
}

/* One that may have no more processes, and whose exec fails before it works. */
static int alone(void) {
    struct rlimit none = {0, 0};
    malloc(10);
    setrlimit(RLIMIT_NPROC, &none);
    if (getuid() == 0 && setuid(65534) != 0)
        return 1;
    if (fork() >= 0)
        return 2;
    execl("./unusable", "unusable", NULL);
    malloc(1000);
    execv(argv_child[0], argv_child);
    return 3;
}

/* Takes what address space there is, but for what events cost the tool. */
static void take_all(void) {
    struct rlimit limit = {350 << 20, 350 << 20};
    setrlimit(RLIMIT_AS, &limit);
    while (malloc(1 << 20))
        ;
}

static int limited(void) {
    take_all();
    return 7;
}

static int limited_exec(void) {
    take_all();
    execl("/bin/true", "true", NULL);
    return 1;
}

static int chain(void) {
    char *argv[] = {"./processes", "descriptor", NULL};
    malloc(10);
    execv(argv[0], argv);
    return 1;
}

static int child(void) {
    malloc(77);
    return 7;
}

int main(int argc, char **argv) {
    static const struct {
        const char *name;
        int (*run)(void);
    } ways[] = {{"vfork", by_vfork}, {"spawn", by_spawn},
                {"exec", failed_exec}, {"daemon", detach}, {"quick", quick},
                {"twice", detach_twice},
                {"thread-exec", thread_exec},
                {"tree", tree}, {"busy", busy}, {"refused", refused},
                {"thread-fork", thread_fork}, {"descriptor", by_descriptor},
                {"forked", forked}, {"missing", missing},
                {"busy-child", busy_child}, {"shells", shells},
                {"unseen", unseen}, {"alone", alone}, {"chain", chain},
                {"limited", limited}, {"limited-exec", limited_exec},
                {"child", child}};
    for (unsigned i = 0; i < sizeof ways / sizeof *ways; i++)
        if (argc == 2 && strcmp(argv[1], ways[i].name) == 0)
            return ways[i].run();
    return 1;
}
