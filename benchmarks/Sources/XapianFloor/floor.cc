#include "floor.h"

#include <xapian.h>

#include <string>
#include <string_view>
#include <vector>

struct xapian_floor {
  Xapian::Database database;
};

namespace {

/* The pieces of `text` between `separator`s, without empty ones. */
std::vector<std::string> pieces(std::string_view text, char separator) {
  std::vector<std::string> found;
  for (size_t start = 0; start < text.size();) {
    size_t end = std::min(text.find(separator, start), text.size());
    if (end > start) found.emplace_back(text.substr(start, end - start));
    start = end + 1;
  }
  return found;
}

Xapian::Query read(std::string_view line) {
  std::vector<Xapian::Query> any, filters;
  for (auto &word : pieces(line, ' ')) {
    if (word.front() == '+') {
      auto terms = pieces(std::string_view(word).substr(1), '|');
      filters.emplace_back(Xapian::Query::OP_OR, terms.begin(), terms.end());
    } else if (word.back() == '*') {
      word.pop_back();
      any.emplace_back(Xapian::Query::OP_WILDCARD, word, 100, Xapian::Query::WILDCARD_LIMIT_MOST_FREQUENT);
    } else {
      any.emplace_back(word);
    }
  }
  Xapian::Query query(Xapian::Query::OP_OR, any.begin(), any.end());
  for (auto &filter : filters) query = Xapian::Query(Xapian::Query::OP_FILTER, query, filter);
  return query;
}

}  // namespace

xapian_floor *xapian_floor_open(const char *path) try {
  return new xapian_floor{Xapian::Database(path)};
} catch (...) {
  return nullptr;
}

void xapian_floor_close(xapian_floor *floor) { delete floor; }

int xapian_floor_search(xapian_floor *floor, const char *query, uint32_t limit) try {
  Xapian::Enquire enquire(floor->database);
  enquire.set_query(read(query));
  auto found = enquire.get_mset(0, limit);
  double sum = 0;
  for (auto hit = found.begin(); hit != found.end(); ++hit) sum += *hit + hit.get_weight();
  // The sum keeps the loop from being optimised away.
  return sum < 0 ? -1 : static_cast<int>(found.size());
} catch (...) {
  return -1;
}

size_t xapian_floor_common_prefix(xapian_floor *floor, const char *prefix) try {
  std::string beginning(prefix);
  while (!beginning.empty() && floor->database.allterms_begin(beginning) == floor->database.allterms_end(beginning)) {
    beginning.pop_back();
  }
  return beginning.size();
} catch (...) {
  return 0;
}
