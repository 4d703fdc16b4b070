/*
 * Loaded before the C library (LD_PRELOAD): counts what a process and its children do to the files below one folder,
 * and lets one of these calls fail, be cut short, or be the last. What to do stands in the environment:
 *
 *   FAULT_FOLDER   absolute path of the folder
 *   FAULT_COUNTER  file that holds the number of calls so far; shared by all processes
 *   FAULT_CALLS    which calls: "write" (default) changes to files, "read" reading them
 *   FAULT_FILE     only files whose name ends so; empty: all
 *   FAULT_AT       number of the call that fails, the first is 1; 0: none
 *   FAULT_ERRNO    what it fails with; 0: the process group is killed after half of the call is done
 *   FAULT_ALONE    1: only the process itself is killed
 *   FAULT_LASTING  1: all later calls fail too, as on a full disk
 *   FAULT_LOG      file that gets a line "number call name" for each call; for finding out what there is
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { PASS = -1, KILL = 0 };  /* otherwise an errno */

static const char *folder, *file_name, *log_name;
static size_t folder_length;
static long fault_at;
static int fault_errno, lasting, reading;
static _Atomic long *counter;

__attribute__((constructor)) static void prepare(void) {
    const char *name = getenv("FAULT_COUNTER"), *calls = getenv("FAULT_CALLS");
    folder = getenv("FAULT_FOLDER");
    file_name = getenv("FAULT_FILE");
    log_name = getenv("FAULT_LOG");
    if (!folder || !name) return;
    folder_length = strlen(folder);
    fault_at = atol(getenv("FAULT_AT") ? getenv("FAULT_AT") : "0");
    fault_errno = atoi(getenv("FAULT_ERRNO") ? getenv("FAULT_ERRNO") : "0");
    lasting = getenv("FAULT_LASTING") && *getenv("FAULT_LASTING") == '1';
    reading = calls && !strcmp(calls, "read");
    int descriptor = syscall(SYS_openat, AT_FDCWD, name, O_RDWR);
    if (descriptor < 0) return;
    void *page = mmap(NULL, sizeof *counter, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
    syscall(SYS_close, descriptor);
    if (page != MAP_FAILED) counter = page;
}

static void note(long number, const char *call, const char *path) {
    char line[PATH_MAX + 64];
    int length = snprintf(line, sizeof line, "%ld %s %s\n", number, call, path + folder_length + 1);
    int descriptor = syscall(SYS_openat, AT_FDCWD, log_name, O_WRONLY | O_APPEND | O_CREAT, 0644);
    syscall(SYS_write, descriptor, line, length);
    syscall(SYS_close, descriptor);
}

/* What is to become of a call on the file at `path`. */
static int fate(const char *call, const char *path, int is_reading) {
    if (!counter || is_reading != reading) return PASS;
    if (strncmp(path, folder, folder_length) || path[folder_length] != '/') return PASS;
    if (file_name && *file_name) {
        size_t length = strlen(path), end = strlen(file_name);
        if (length < end || strcmp(path + length - end, file_name)) return PASS;
    }
    long number = atomic_fetch_add(counter, 1) + 1;
    if (log_name && *log_name) note(number, call, path);
    if (!fault_at || number < fault_at || (number > fault_at && !lasting)) return PASS;
    return fault_errno;
}

static int fate_of(const char *call, int descriptor, int is_reading) {
    char link[64], path[PATH_MAX];
    if (!counter) return PASS;
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return PASS;
    path[length] = 0;
    return fate(call, path, is_reading);
}

static int fate_at(const char *call, int directory, const char *path) {
    char whole[PATH_MAX], from[PATH_MAX] = "";
    if (!counter) return PASS;
    if (*path == '/') return fate(call, path, 0);
    if (directory == AT_FDCWD) {
        if (!getcwd(from, sizeof from)) return PASS;
    } else {
        char link[64];
        snprintf(link, sizeof link, "/proc/self/fd/%d", directory);
        ssize_t length = readlink(link, from, sizeof from - 1);
        if (length < 0) return PASS;
        from[length] = 0;
    }
    snprintf(whole, sizeof whole, "%s/%s", from, path);
    return fate(call, whole, 0);
}

static void die(void) {
    const char *alone = getenv("FAULT_ALONE");
    kill(alone && *alone == '1' ? getpid() : -getpgrp(), SIGKILL);
    for (;;) pause();
}

#define REAL(name) ((__typeof__(&name)) dlsym(RTLD_NEXT, #name))
#define FAIL(decided, killed_after)                                                                                  \
    do {                                                                                                             \
        if ((decided) == KILL) {                                                                                     \
            killed_after;                                                                                            \
            die();                                                                                                   \
        }                                                                                                            \
        errno = (decided);                                                                                           \
        return -1;                                                                                                   \
    } while (0)

/* A full disk takes what there is room for: the failing call's first half. */
#define HALF(size) ((size) / 2)

ssize_t write(int descriptor, const void *data, size_t size) {
    int decided = fate_of("write", descriptor, 0);
    if (decided != PASS) FAIL(decided, REAL(write)(descriptor, data, HALF(size)));
    return REAL(write)(descriptor, data, size);
}

ssize_t pwrite(int descriptor, const void *data, size_t size, off_t place) {
    int decided = fate_of("pwrite", descriptor, 0);
    if (decided != PASS) FAIL(decided, REAL(pwrite)(descriptor, data, HALF(size), place));
    return REAL(pwrite)(descriptor, data, size, place);
}

ssize_t pwrite64(int descriptor, const void *data, size_t size, off64_t place) {
    int decided = fate_of("pwrite", descriptor, 0);
    if (decided != PASS) {
        if (decided == ENOSPC && size > 1) {  /* the system writes a part, and says so; only the next call fails */
            ssize_t done = REAL(pwrite64)(descriptor, data, HALF(size), place);
            if (done > 0 && lasting) return done;
        }
        FAIL(decided, REAL(pwrite64)(descriptor, data, HALF(size), place));
    }
    return REAL(pwrite64)(descriptor, data, size, place);
}

ssize_t writev(int descriptor, const struct iovec *parts, int count) {
    int decided = fate_of("write", descriptor, 0);
    if (decided != PASS) FAIL(decided, (void)0);
    return REAL(writev)(descriptor, parts, count);
}

ssize_t sendfile64(int to, int from, off64_t *place, size_t size) {
    int decided = fate_of("write", to, 0);
    if (decided != PASS) FAIL(decided, REAL(sendfile64)(to, from, place, HALF(size)));
    return REAL(sendfile64)(to, from, place, size);
}

ssize_t sendfile(int to, int from, off_t *place, size_t size) {
    int decided = fate_of("write", to, 0);
    if (decided != PASS) FAIL(decided, REAL(sendfile)(to, from, place, HALF(size)));
    return REAL(sendfile)(to, from, place, size);
}

int ftruncate(int descriptor, off_t size) {
    int decided = fate_of("truncate", descriptor, 0);
    if (decided != PASS) FAIL(decided, (void)0);
    return REAL(ftruncate)(descriptor, size);
}

int ftruncate64(int descriptor, off64_t size) {
    int decided = fate_of("truncate", descriptor, 0);
    if (decided != PASS) FAIL(decided, (void)0);
    return REAL(ftruncate64)(descriptor, size);
}

int fsync(int descriptor) {
    int decided = fate_of("sync", descriptor, 0);
    if (decided != PASS) FAIL(decided, (void)0);
    return REAL(fsync)(descriptor);
}

int fdatasync(int descriptor) {
    int decided = fate_of("sync", descriptor, 0);
    if (decided != PASS) FAIL(decided, (void)0);
    return REAL(fdatasync)(descriptor);
}

int mkdir(const char *path, mode_t mode) {
    int decided = fate_at("mkdir", AT_FDCWD, path);
    if (decided != PASS) FAIL(decided, (void)0);
    return REAL(mkdir)(path, mode);
}

int rename(const char *from, const char *to) {
    int decided = fate_at("rename", AT_FDCWD, to);
    if (decided != PASS) FAIL(decided, REAL(rename)(from, to));
    return REAL(rename)(from, to);
}

int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags) {
    int decided = fate_at("rename", to_folder, to);
    if (decided != PASS) FAIL(decided, REAL(renameat2)(from_folder, from, to_folder, to, flags));
    return REAL(renameat2)(from_folder, from, to_folder, to, flags);
}

int link(const char *from, const char *to) {
    int decided = fate_at("link", AT_FDCWD, to);
    if (decided != PASS) FAIL(decided, REAL(link)(from, to));
    return REAL(link)(from, to);
}

int linkat(int from_folder, const char *from, int to_folder, const char *to, int flags) {
    int decided = fate_at("link", to_folder, to);
    if (decided != PASS) FAIL(decided, REAL(linkat)(from_folder, from, to_folder, to, flags));
    return REAL(linkat)(from_folder, from, to_folder, to, flags);
}

int unlink(const char *path) {
    int decided = fate_at("unlink", AT_FDCWD, path);
    if (decided == ENOSPC) decided = PASS;  /* a full disk still lets go */
    if (decided != PASS) FAIL(decided, REAL(unlink)(path));
    return REAL(unlink)(path);
}

/* Only opening that makes a file or asks for the right to write is a change. */
#define OPEN(name)                                                                                                   \
    int name(const char *path, int flags, ...) {                                                                     \
        va_list arguments;                                                                                           \
        va_start(arguments, flags);                                                                                  \
        mode_t mode = va_arg(arguments, mode_t);                                                                     \
        va_end(arguments);                                                                                           \
        if (flags & (O_CREAT | O_WRONLY | O_RDWR | O_TRUNC)) {                                                       \
            int decided = fate_at("open", AT_FDCWD, path);                                                           \
            if (decided == ENOSPC && !(flags & O_CREAT && access(path, F_OK))) decided = PASS;                       \
            if (decided != PASS) FAIL(decided, REAL(name)(path, flags, mode));                                       \
        }                                                                                                            \
        return REAL(name)(path, flags, mode);                                                                        \
    }
OPEN(open)
OPEN(open64)

ssize_t read(int descriptor, void *data, size_t size) {
    int decided = fate_of("read", descriptor, 1);
    if (decided != PASS) FAIL(decided, (void)0);
    return REAL(read)(descriptor, data, size);
}

ssize_t pread(int descriptor, void *data, size_t size, off_t place) {
    int decided = fate_of("pread", descriptor, 1);
    if (decided != PASS) FAIL(decided, (void)0);
    return REAL(pread)(descriptor, data, size, place);
}

ssize_t pread64(int descriptor, void *data, size_t size, off64_t place) {
    int decided = fate_of("pread", descriptor, 1);
    if (decided != PASS) FAIL(decided, (void)0);
    return REAL(pread64)(descriptor, data, size, place);
}
