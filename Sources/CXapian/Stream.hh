// The documents of one clause, walked in order.
#pragma once

#include "Clauses.hh"
#include "Postings.hh"

#include <array>

namespace cx {

/// What is left of a weight in a document of each length.
class Shares {
 public:
  Shares(const Index &index, const cx_search_options &options);
  float operator[](size_t length) const { return shares_[length]; }

 private:
  std::array<float, 256> shares_;
};

class Stream {
 public:
  /// The documents that have all terms of the clause.
  Stream(const Index &index, PostingCache &cache, const Clause &clause, const uint8_t *lengths, size_t length_count);

  uint32_t current() const { return *next_; }
  bool at_end() const { return *next_ == kNoDocument; }

  /// How many terms the current document has.
  uint8_t length() const { return lengths_[next_ - first_]; }

  /// To the next document, which it gives; not at the end.
  uint32_t advance() { return *++next_; }

  /// To the first document that is not before `end`, with the documents on the way and how many terms each has.
  template <class Body>
  void walk(uint32_t end, Body &&body) {
    // In a local place, which the compiler may keep in a register.
    auto next = next_;
    for (; *next < end; ++next) body(*next, lengths_[next - first_]);
    next_ = next;
  }

  /// To the first document that is not before `document`.
  void skip_to(uint32_t document) {
    if (*next_ < document) next_ = first_from(next_, first_ + frequency, document);
  }

  /// The length that so many documents have at most; 255 where there are fewer documents or too few to be counted.
  uint8_t length_of(size_t documents) const;

  /// BM25's weight of all terms before the length of a document counts, times the factor.
  float weight = 0;
  uint32_t frequency = 0;

 private:
  SharedPostings postings_;
  const uint32_t *first_;
  const uint8_t *lengths_;
  const uint32_t *next_;
};

}  // namespace cx
