// Reads the byte code of cxapian.h, "Query program", into a query.
#pragma once

#include "Cursor.hh"
#include "Deadline.hh"

#include <xapian.h>

#include <vector>

namespace cx {

class Program {
 public:
  /// `database` may be NULL: then prefixes stand for themselves and nothing is read.
  Program(const Xapian::Database *database, const Deadline &deadline) : database_(database), deadline_(deadline) {}

  Xapian::Query read(const uint8_t *bytes, size_t length);

  uint32_t expanded_terms = 0;
  uint32_t cut_expansions = 0;

 private:
  struct Value {
    Xapian::Query query;
    unsigned depth;
    bool positional;  // a term, or an OR of terms: what a phrase can be made of
  };

  struct Expansion {
    std::string term;
    Xapian::doccount freq;
  };

  void step(Cursor &cursor);
  void push_leaf(Xapian::Query query, bool positional);
  void push_term(Cursor &cursor);
  void push_prefix(Cursor &cursor);
  void combine(Xapian::Query::op op, size_t count, Xapian::termcount window = 0);
  void combine_window(Cursor &cursor, Xapian::Query::op op);
  void scale(double factor);
  Xapian::Query expand(const std::string &prefix, uint8_t mode, uint32_t limit);

  const Xapian::Database *database_;
  const Deadline &deadline_;
  std::vector<Value> stack_;
  unsigned leaves_ = 0;
};

}  // namespace cx
