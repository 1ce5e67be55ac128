#include "floor.h"

#include <fcntl.h>
#include <unistd.h>
#include <xapian.h>

#include <cstring>
#include <string>
#include <vector>

struct xapian_floor {
  Xapian::Database database;
};

xapian_floor *xapian_floor_open(const char *path) try {
  return new xapian_floor{Xapian::Database(path)};
} catch (...) {
  return nullptr;
}

void xapian_floor_close(xapian_floor *floor) { delete floor; }

int xapian_floor_search(xapian_floor *floor, const char *terms, size_t terms_len, const char *prefix,
                        uint32_t limit) try {
  std::vector<Xapian::Query> any;
  for (const char *term = terms; term < terms + terms_len; term += std::strlen(term) + 1) any.emplace_back(std::string(term));
  if (prefix) {
    any.emplace_back(Xapian::Query::OP_WILDCARD, prefix, 100, Xapian::Query::WILDCARD_LIMIT_MOST_FREQUENT);
  }
  Xapian::Enquire enquire(floor->database);
  enquire.set_query(Xapian::Query(Xapian::Query::OP_OR, any.begin(), any.end()));
  auto found = enquire.get_mset(0, limit);
  double sum = 0;
  for (auto hit = found.begin(); hit != found.end(); ++hit) sum += *hit + hit.get_weight();
  // The sum keeps the loop from being optimised away.
  return sum < 0 ? -1 : static_cast<int>(found.size());
} catch (...) {
  return -1;
}
