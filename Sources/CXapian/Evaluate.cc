#include "Evaluate.hh"

#include "Cursor.hh"
#include "Stream.hh"

#include <algorithm>
#include <array>
#include <optional>

// What `rank` has no place for: words that must be there, filters inside of an alternative. Lists are kept as arrays, so
// that joining them whole takes less time than walking B-trees, and several parts give what one gives.

namespace cx {
namespace {

struct Match {
  uint32_t document;
  float weight;
};

/// By ascending document.
using Matches = std::vector<Match>;

/// Hands every document of either side to `both`, `left` or `right`.
template <class Both, class Left, class Right>
void merge(const Matches &first, const Matches &second, Both both, Left left, Right right) {
  auto one = first.begin();
  auto other = second.begin();
  while (one != first.end() && other != second.end()) {
    if (one->document < other->document) {
      left(*one++);
    } else if (other->document < one->document) {
      right(*other++);
    } else {
      both(*one++, *other++);
    }
  }
  for (; one != first.end(); ++one) left(*one);
  for (; other != second.end(); ++other) right(*other);
}

void ignore(const Match &) {}

class Evaluation {
 public:
  Evaluation(const Index &index, PostingCache &cache, const cx_search_options &options, const Deadline &deadline)
      : index_(index), cache_(cache), options_(options), shares_(index, options), deadline_(deadline) {}

  /// False where the instruction is none of ours.
  bool step(Cursor &cursor) {
    deadline_.check();
    switch (cursor.take<uint8_t>()) {
      case CX_OP_TERM:
        return push_term(cursor);
      case CX_OP_AND:
        return reduce(cursor.take<uint16_t>(), intersect);
      case CX_OP_OR:
        return reduce(cursor.take<uint16_t>(), unite);
      case CX_OP_FILTER:
        return reduce(2, filter);
      case CX_OP_AND_NOT:
        return reduce(2, exclude);
      case CX_OP_AND_MAYBE:
        return reduce(2, prefer);
      case CX_OP_SCALE:
        return scale(cursor.take<double>());
      default:
        return false;
    }
  }

  /// Null for an empty program.
  const Matches *result() const { return stack_.empty() ? nullptr : &stack_.front(); }

 private:
  using Operation = Matches (*)(const Matches &, const Matches &);

  bool push_term(Cursor &cursor) {
    auto wqf = cursor.take<uint32_t>();
    auto length = cursor.take<uint16_t>();
    if (wqf != 1) return false;
    auto postings = cache_.find(index_, text(cursor.take_bytes(length), length), options_.lengths, options_.length_count);
    auto weight = static_cast<float>(postings->weight);
    auto &matches = stack_.emplace_back();
    matches.reserve(postings->frequency());
    for (size_t place = 0; place < postings->frequency(); ++place) {
      matches.push_back({postings->documents[place], weight * shares_[postings->lengths[place]]});
    }
    return true;
  }

  /// By neighbours, so that long lists are not gone through once for every short one.
  bool reduce(size_t count, Operation operation) {
    auto first = stack_.end() - static_cast<std::ptrdiff_t>(count);
    for (size_t step = 1; step < count; step *= 2) {
      for (size_t place = 0; place + step < count; place += 2 * step) {
        deadline_.check();
        first[static_cast<std::ptrdiff_t>(place)] = operation(first[static_cast<std::ptrdiff_t>(place)],
                                                              first[static_cast<std::ptrdiff_t>(place + step)]);
      }
    }
    stack_.erase(first + 1, stack_.end());
    return true;
  }

  bool scale(double factor) {
    for (auto &match : stack_.back()) match.weight *= static_cast<float>(factor);
    return true;
  }

  static Matches unite(const Matches &first, const Matches &second) {
    Matches united;
    united.reserve(first.size() + second.size());
    auto add = [&](const Match &match) { united.push_back(match); };
    merge(first, second, [&](const Match &one, const Match &other) {
      united.push_back({one.document, one.weight + other.weight});
    }, add, add);
    return united;
  }

  static Matches intersect(const Matches &first, const Matches &second) {
    Matches common;
    merge(first, second, [&](const Match &one, const Match &other) {
      common.push_back({one.document, one.weight + other.weight});
    }, ignore, ignore);
    return common;
  }

  static Matches filter(const Matches &first, const Matches &second) {
    Matches passed;
    merge(first, second, [&](const Match &one, const Match &) { passed.push_back(one); }, ignore, ignore);
    return passed;
  }

  static Matches exclude(const Matches &first, const Matches &second) {
    Matches left;
    merge(first, second, [](const Match &, const Match &) {}, [&](const Match &match) { left.push_back(match); },
          ignore);
    return left;
  }

  static Matches prefer(const Matches &first, const Matches &second) {
    Matches preferred;
    preferred.reserve(first.size());
    merge(first, second, [&](const Match &one, const Match &other) {
      preferred.push_back({one.document, one.weight + other.weight});
    }, [&](const Match &match) { preferred.push_back(match); }, ignore);
    return preferred;
  }

  const Index &index_;
  PostingCache &cache_;
  const cx_search_options &options_;
  const Shares shares_;
  const Deadline &deadline_;
  std::vector<Matches> stack_;
};

void write(Matches matches, const cx_search_options &options, cx_hits &hits) {
  auto wanted = std::min<size_t>(size_t{options.offset} + options.limit, matches.size());
  auto last = matches.begin() + static_cast<std::ptrdiff_t>(wanted);
  std::partial_sort(matches.begin(), last, matches.end(), [](const Match &left, const Match &right) {
    return left.weight != right.weight ? left.weight > right.weight : left.document < right.document;
  });
  for (size_t place = options.offset; place < wanted; ++place, ++hits.count) {
    hits.docids[hits.count] = matches[place].document;
    hits.weights[hits.count] = matches[place].weight;
  }
  hits.lower_bound = hits.estimate = hits.upper_bound = static_cast<uint32_t>(matches.size());
  hits.max_attained = hits.max_possible = wanted ? matches.front().weight : 0;
}

}  // namespace

bool evaluate(const Index &index, PostingCache &cache, const uint8_t *program, size_t program_len,
              const cx_search_options &options, const Deadline &deadline, cx_hits &hits) {
  Evaluation evaluation(index, cache, options, deadline);
  Cursor cursor(program, program_len);
  while (!cursor.at_end()) {
    if (!evaluation.step(cursor)) return false;
  }
  if (auto result = evaluation.result()) write(*result, options, hits);
  return true;
}

}  // namespace cx
