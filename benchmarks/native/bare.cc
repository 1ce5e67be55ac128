// libxapian alone, as a program: opens an index and runs the queries of `floor.h`.
//
// usage: bare INDEX QUERY              runs one
//        bare INDEX --each FILE [N]    runs each line of the file, N times over
//        bare INDEX --prepare          copies standard input, each prefix cut to what some term begins with
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "floor.h"

namespace {

int run_each(xapian_floor *floor, const char *path, int times) {
  std::ifstream file(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  for (int time = 0; time < times; ++time) {
    for (auto &line : lines) {
      if (xapian_floor_search(floor, line.c_str(), 10) < 0) return 1;
    }
  }
  return 0;
}

int prepare(xapian_floor *floor) {
  for (std::string line; std::getline(std::cin, line);) {
    std::istringstream words(line);
    std::string prepared;
    for (std::string word; words >> word;) {
      if (word.back() == '*') {
        word.pop_back();
        word.resize(xapian_floor_common_prefix(floor, word.c_str()));
        // Less than two letters stand for nothing that was typed.
        if (word.size() < 2) continue;
        word += '*';
      }
      prepared += (prepared.empty() ? "" : " ") + word;
    }
    std::puts(prepared.c_str());
  }
  return 0;
}

}  // namespace

int main(int count, char **arguments) {
  if (count < 3) return std::fprintf(stderr, "usage: bare INDEX QUERY | --each FILE [N] | --prepare\n"), 2;
  xapian_floor *floor = xapian_floor_open(arguments[1]);
  if (!floor) return std::fprintf(stderr, "bare: %s is no index\n", arguments[1]), 3;
  std::string mode = arguments[2];
  int status = 0;
  if (mode == "--prepare") {
    status = prepare(floor);
  } else if (mode == "--each" && count > 3) {
    status = run_each(floor, arguments[3], count > 4 ? std::atoi(arguments[4]) : 1);
  } else {
    int found = xapian_floor_search(floor, arguments[2], 10);
    std::printf("%d\n", found);
    status = found < 0;
  }
  xapian_floor_close(floor);
  return status;
}
