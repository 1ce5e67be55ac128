#include "Clauses.hh"

#include "Cursor.hh"

#include <cmath>
#include <iterator>

namespace cx {
namespace {

class Reading {
 public:
  /// False where the instruction is beyond the shape.
  bool step(Cursor &cursor) {
    switch (cursor.take<uint8_t>()) {
      case CX_OP_TERM:
        return push_term(cursor);
      case CX_OP_AND:
        return intersect(cursor.take<uint16_t>());
      case CX_OP_OR:
        return unite(cursor.take<uint16_t>());
      case CX_OP_SCALE:
        return scale(cursor.take<double>());
      case CX_OP_FILTER:
        return filter();
      case CX_OP_AND_NOT:
        return exclude();
      default:
        return false;
    }
  }

  std::optional<Clauses> result() {
    if (stack_.size() != 1) return std::nullopt;
    return std::move(stack_.front());
  }

 private:
  static bool is_plain(const Clauses &value) { return value.filters.empty() && value.excluded.empty(); }

  bool push_term(Cursor &cursor) {
    auto wqf = cursor.take<uint32_t>();
    auto length = cursor.take<uint16_t>();
    if (wqf != 1 || length == 0 || length > CX_MAX_TERM || ++leaves_ > CX_MAX_LEAVES) return false;
    Clauses value;
    value.any.push_back({{text(cursor.take_bytes(length), length)}, 1});
    stack_.push_back(std::move(value));
    return true;
  }

  bool intersect(size_t count) {
    if (count == 0 || stack_.size() < count) return false;
    auto first = stack_.end() - static_cast<std::ptrdiff_t>(count);
    Clause joined;
    for (auto value = first; value != stack_.end(); ++value) {
      if (!is_plain(*value) || value->any.size() != 1 || value->any.front().factor != 1) return false;
      auto &terms = value->any.front().terms;
      std::move(terms.begin(), terms.end(), std::back_inserter(joined.terms));
    }
    stack_.erase(first, stack_.end());
    stack_.emplace_back().any.push_back(std::move(joined));
    return true;
  }

  bool unite(size_t count) {
    if (count == 0 || stack_.size() < count) return false;
    auto first = stack_.end() - static_cast<std::ptrdiff_t>(count);
    Clauses united;
    for (auto value = first; value != stack_.end(); ++value) {
      if (!is_plain(*value)) return false;
      std::move(value->any.begin(), value->any.end(), std::back_inserter(united.any));
    }
    stack_.erase(first, stack_.end());
    stack_.push_back(std::move(united));
    return true;
  }

  bool scale(double factor) {
    if (stack_.empty() || !std::isfinite(factor) || factor < 0) return false;
    for (auto &clause : stack_.back().any) clause.factor *= factor;
    return true;
  }

  bool filter() {
    if (stack_.size() < 2 || !is_plain(stack_.back())) return false;
    auto wanted = std::move(stack_.back().any);
    stack_.pop_back();
    stack_.back().filters.push_back(std::move(wanted));
    return true;
  }

  bool exclude() {
    if (stack_.size() < 2 || !is_plain(stack_.back())) return false;
    auto unwanted = std::move(stack_.back().any);
    stack_.pop_back();
    auto &excluded = stack_.back().excluded;
    std::move(unwanted.begin(), unwanted.end(), std::back_inserter(excluded));
    return true;
  }

  std::vector<Clauses> stack_;
  unsigned leaves_ = 0;
};

}  // namespace

std::optional<Clauses> read_clauses(const uint8_t *bytes, size_t length) {
  Cursor cursor(bytes, length);
  Reading reading;
  try {
    while (!cursor.at_end()) {
      if (!reading.step(cursor)) return std::nullopt;
    }
  } catch (const Failure &) {
    // Cut off: to be refused with its place.
    return std::nullopt;
  }
  return reading.result();
}

}  // namespace cx
