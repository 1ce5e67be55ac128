#include "Program.hh"

#include <algorithm>
#include <cmath>

namespace cx {
namespace {

using Xapian::Query;

std::string take_text(Cursor &cursor) {
  auto length = cursor.take<uint16_t>();
  return text(cursor.take_bytes(length), length);
}

std::string take_term(Cursor &cursor) {
  auto length = cursor.take<uint16_t>();
  if (length == 0 || length > CX_MAX_TERM) refuse("a term of " + std::to_string(length) + " bytes");
  return text(cursor.take_bytes(length), length);
}

}  // namespace

Query Program::read(const uint8_t *bytes, size_t length) {
  Cursor cursor(bytes, length);
  while (!cursor.at_end()) {
    size_t start = cursor.offset();
    try {
      step(cursor);
    } catch (const Failure &failure) {
      if (failure.status != CX_INVALID_ARGUMENT) throw;
      refuse(std::string("query program, byte ") + std::to_string(start) + ": " + failure.what());
    }
  }
  if (length == 0) return Query();
  if (stack_.size() != 1) refuse("query program: " + std::to_string(stack_.size()) + " values at its end");
  return stack_.front().query;
}

void Program::step(Cursor &cursor) {
  auto opcode = cursor.take<uint8_t>();
  switch (opcode) {
    case CX_OP_TERM:
      return push_term(cursor);
    case CX_OP_PREFIX:
      return push_prefix(cursor);
    case CX_OP_ALL:
      // Not Query::MatchAll: threads would share its reference count.
      return push_leaf(Query(std::string()), false);
    case CX_OP_NONE:
      return push_leaf(Query(), false);
    case CX_OP_VALUE_RANGE: {
      auto slot = cursor.take<uint32_t>();
      auto low = take_text(cursor), high = take_text(cursor);
      return push_leaf(Query(Query::OP_VALUE_RANGE, slot, low, high), false);
    }
    case CX_OP_VALUE_GE: {
      auto slot = cursor.take<uint32_t>();
      return push_leaf(Query(Query::OP_VALUE_GE, slot, take_text(cursor)), false);
    }
    case CX_OP_VALUE_LE: {
      auto slot = cursor.take<uint32_t>();
      return push_leaf(Query(Query::OP_VALUE_LE, slot, take_text(cursor)), false);
    }
    case CX_OP_AND:
      return combine(Query::OP_AND, cursor.take<uint16_t>());
    case CX_OP_OR:
      return combine(Query::OP_OR, cursor.take<uint16_t>());
    case CX_OP_SYNONYM:
      return combine(Query::OP_SYNONYM, cursor.take<uint16_t>());
    case CX_OP_MAX:
      return combine(Query::OP_MAX, cursor.take<uint16_t>());
    case CX_OP_AND_NOT:
      return combine(Query::OP_AND_NOT, 2);
    case CX_OP_FILTER:
      return combine(Query::OP_FILTER, 2);
    case CX_OP_AND_MAYBE:
      return combine(Query::OP_AND_MAYBE, 2);
    case CX_OP_SCALE:
      return scale(cursor.take<double>());
    case CX_OP_PHRASE:
      return combine_window(cursor, Query::OP_PHRASE);
    case CX_OP_NEAR:
      return combine_window(cursor, Query::OP_NEAR);
    default:
      refuse("unknown opcode " + std::to_string(opcode));
  }
}

void Program::push_leaf(Query query, bool positional) {
  if (++leaves_ > CX_MAX_LEAVES) throw Failure(CX_LIMIT, "a query of more than 2048 leaves");
  stack_.push_back({std::move(query), 1, positional});
}

void Program::push_term(Cursor &cursor) {
  auto wqf = cursor.take<uint32_t>();
  push_leaf(Query(take_term(cursor), wqf), true);
}

void Program::push_prefix(Cursor &cursor) {
  auto mode = cursor.take<uint8_t>();
  auto limit = cursor.take<uint32_t>();
  auto prefix = take_term(cursor);
  if (mode > CX_EXPAND_MOST_FREQUENT) refuse("unknown expansion mode " + std::to_string(mode));
  if (limit == 0 || limit > CX_MAX_EXPANSION) refuse("expansion limit " + std::to_string(limit));
  push_leaf(expand(prefix, mode, limit), false);
}

// Done here and not by OP_WILDCARD, which neither tells what it cut nor looks at the clock.
Query Program::expand(const std::string &prefix, uint8_t mode, uint32_t limit) {
  if (!database_) return Query();
  std::vector<Expansion> found;
  bool cut = false;
  auto end = database_->allterms_end(prefix);
  for (auto term = database_->allterms_begin(prefix); term != end; ++term) {
    deadline_.tick();
    if (found.size() >= limit && mode != CX_EXPAND_MOST_FREQUENT) {
      if (mode == CX_EXPAND_OR_FAIL) {
        throw Failure(CX_LIMIT, "more than " + std::to_string(limit) + " terms begin with \"" + prefix + "\"");
      }
      cut = true;
      break;
    }
    found.push_back({*term, mode == CX_EXPAND_MOST_FREQUENT ? term.get_termfreq() : 0});
  }
  if (found.size() > limit) {
    cut = true;
    // Ties by term, so that the same index always expands to the same terms.
    auto before = [](const Expansion &left, const Expansion &right) {
      return left.freq != right.freq ? left.freq > right.freq : left.term < right.term;
    };
    std::nth_element(found.begin(), found.begin() + limit, found.end(), before);
    found.resize(limit);
  }
  expanded_terms += static_cast<uint32_t>(found.size());
  if (expanded_terms > CX_MAX_EXPANSION) {
    throw Failure(CX_LIMIT, "the prefixes of a query stand for more than 4096 terms");
  }
  cut_expansions += cut;
  std::vector<std::string> terms;
  terms.reserve(found.size());
  for (auto &expansion : found) terms.push_back(std::move(expansion.term));
  return Query(Query::OP_SYNONYM, terms.begin(), terms.end());
}

void Program::combine(Query::op op, size_t count, Xapian::termcount window) {
  if (count == 0) refuse("an operator without operands");
  if (stack_.size() < count) refuse("an operator with " + std::to_string(count) + " operands, too few on the stack");
  auto first = stack_.end() - static_cast<std::ptrdiff_t>(count);
  Value result{Query(), 0, op == Query::OP_OR};
  std::vector<Query> operands;
  operands.reserve(count);
  for (auto value = first; value != stack_.end(); ++value) {
    result.depth = std::max(result.depth, value->depth);
    result.positional = result.positional && value->positional;
    operands.push_back(std::move(value->query));
  }
  if (++result.depth > CX_MAX_DEPTH) throw Failure(CX_LIMIT, "a query nested deeper than 32");
  result.query = Query(op, operands.begin(), operands.end(), window);
  stack_.erase(first, stack_.end());
  stack_.push_back(std::move(result));
}

void Program::combine_window(Cursor &cursor, Query::op op) {
  auto window = cursor.take<uint16_t>();
  auto count = cursor.take<uint16_t>();
  if (count < 2) refuse("a window over fewer than two operands");
  if (std::max(window, count) > CX_MAX_WINDOW) throw Failure(CX_LIMIT, "a window of more than 1000 positions");
  if (stack_.size() < count) refuse("a window over more operands than are on the stack");
  // libxapian finds out only while it searches, and with an assertion in some shapes.
  bool positional = std::all_of(stack_.end() - count, stack_.end(), [](const Value &value) { return value.positional; });
  if (!positional) refuse("a window takes terms or ORs of terms only");
  combine(op, count, std::max(window, count));
}

void Program::scale(double factor) {
  if (!std::isfinite(factor) || factor < 0) refuse("a scale factor that is negative or not finite");
  if (stack_.empty()) refuse("a scale without operand");
  Value &value = stack_.back();
  if (++value.depth > CX_MAX_DEPTH) throw Failure(CX_LIMIT, "a query nested deeper than 32");
  value.query = Query(factor, value.query);
  value.positional = false;
}

}  // namespace cx
