// Query programs of the common shape, any of some clauses, read for `rank`.
#pragma once

#include "cxapian.h"

#include <optional>
#include <string>
#include <vector>

namespace cx {

/// Terms that must all be there; their weights add up, times the factor.
struct Clause {
  std::vector<std::string> terms;
  double factor = 1;
};

/// Any of the clauses; with each filter a document must match one of its clauses, and none of the excluded ones.
struct Clauses {
  std::vector<Clause> any;
  std::vector<std::vector<Clause>> filters;
  std::vector<Clause> excluded;
};

/// Nothing where the program has another shape or is malformed: then it is `Program` that reads or refuses it.
std::optional<Clauses> read_clauses(const uint8_t *bytes, size_t length);

}  // namespace cx
