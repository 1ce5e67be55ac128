// Times whole processes from exec to exit, the commands in turn: A B C A B C.
//
// usage: spawn ROUNDS [--evict FILE]... < COMMANDS
//   COMMANDS  one command a line, arguments separated by tabs
//   --evict   drop the file from the page cache before every process
// Prints for each command one line: status, then per round wall time and CPU time in microseconds and peak KiB, separated by
// blanks; at the end the share of the evicted files that was still in memory, in thousandths. The first, untimed round warms up.
//
// The peak of a child counts from its exec on but never falls below that of this program, which is why this program is small.
#include <fcntl.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <string>
#include <vector>

extern char **environ;

namespace {

struct Command {
  std::vector<std::string> arguments;
  int status = 0;
  std::string figures;
};

long microseconds() {
  timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

void evict(const std::string &path) {
  int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return;
  fdatasync(file);
  posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED);
  close(file);
}

/* Adds the pages of the file, and those of them that are in memory. */
void count_pages(const std::string &path, long &pages, long &resident) {
  int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat status;
  if (file < 0 || fstat(file, &status) != 0 || status.st_size == 0) return;
  void *mapped = mmap(nullptr, status.st_size, PROT_READ, MAP_SHARED, file, 0);
  std::vector<unsigned char> present((status.st_size + 4095) / 4096);
  if (mapped != MAP_FAILED && mincore(mapped, status.st_size, present.data()) == 0) {
    pages += present.size();
    for (unsigned char page : present) resident += page & 1;
  }
  munmap(mapped, status.st_size);
  close(file);
}

bool run(Command &command, posix_spawn_file_actions_t *quiet, bool counts) {
  std::vector<char *> arguments;
  for (auto &argument : command.arguments) arguments.push_back(argument.data());
  arguments.push_back(nullptr);
  pid_t child;
  rusage usage;
  long start = microseconds();
  if (posix_spawnp(&child, arguments[0], quiet, nullptr, arguments.data(), environ) != 0) return false;
  wait4(child, &command.status, 0, &usage);
  long wall = microseconds() - start;
  if (!counts) return true;
  long processor = (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000000L + usage.ru_utime.tv_usec + usage.ru_stime.tv_usec;
  command.figures += " " + std::to_string(wall) + " " + std::to_string(processor) + " " + std::to_string(usage.ru_maxrss);
  return true;
}

std::vector<Command> read_commands() {
  std::vector<Command> commands;
  for (std::string line; std::getline(std::cin, line);) {
    Command command;
    for (size_t start = 0; start <= line.size();) {
      size_t end = std::min(line.find('\t', start), line.size());
      command.arguments.push_back(line.substr(start, end - start));
      start = end + 1;
    }
    if (!command.arguments[0].empty()) commands.push_back(command);
  }
  return commands;
}

}  // namespace

int main(int count, char **arguments) {
  if (count < 2) return std::fprintf(stderr, "usage: spawn ROUNDS [--evict FILE]... < COMMANDS\n"), 2;
  std::vector<std::string> evicted;
  for (int index = 2; index + 1 < count; index += 2) {
    if (std::strcmp(arguments[index], "--evict") == 0) evicted.emplace_back(arguments[index + 1]);
  }
  posix_spawn_file_actions_t quiet;
  posix_spawn_file_actions_init(&quiet);
  posix_spawn_file_actions_addopen(&quiet, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&quiet, 1, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&quiet, 2, "/dev/null", O_WRONLY, 0);
  auto commands = read_commands();
  long pages = 0, resident = 0;
  for (int round = -1; round < std::atoi(arguments[1]); ++round) {
    for (auto &command : commands) {
      for (auto &path : evicted) evict(path);
      for (auto &path : evicted) count_pages(path, pages, resident);
      if (!run(command, &quiet, round >= 0)) {
        return std::fprintf(stderr, "spawn: cannot run %s\n", command.arguments[0].c_str()), 1;
      }
    }
  }
  for (auto &command : commands) {
    int status = WIFEXITED(command.status) ? WEXITSTATUS(command.status) : 128 + WTERMSIG(command.status);
    std::printf("%d%s\n", status, command.figures.c_str());
  }
  if (pages > 0) std::printf("%ld\n", resident * 1000 / pages);
}
