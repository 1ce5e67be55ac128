// Posting lists of an index as arrays, kept from search to search.
#pragma once

#include "Index.hh"

#include <array>
#include <cstdint>
#include <limits>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

namespace cx {

constexpr uint32_t kNoDocument = std::numeric_limits<uint32_t>::max();

/// How many documents there are of each length, lengths from the last place on together.
using LengthCounts = std::array<uint32_t, 64>;

/// The first place from `next` on, at the latest `last`, that holds no lower number; by doubling steps.
const uint32_t *first_from(const uint32_t *next, const uint32_t *last, uint32_t document);

/// The documents of a term, or of several together, in ascending order, with `kNoDocument` behind the last.
struct Postings {
  std::vector<uint32_t> documents;
  /// For each document how many terms it has.
  std::vector<uint8_t> lengths;
  /// Only for lists of at least `kCounted` documents.
  std::unique_ptr<LengthCounts> counts;

  /// BM25's weight of the term, or of all terms together, before the length of a document counts.
  double weight = 0;

  static constexpr size_t kCounted = 200;

  uint32_t frequency() const { return static_cast<uint32_t>(documents.size() - 1); }
};

using SharedPostings = std::shared_ptr<const Postings>;

/// Reads posting lists and keeps those asked for last. libxapian walks a B-tree and decodes posting by posting, or asks
/// another host; the terms of queries recur, and an array is walked ten times faster. Safe to share between the readers of one index.
class PostingCache {
 public:
  explicit PostingCache(size_t byte_limit) : byte_limit_(byte_limit) {}

  /// The documents of a term; empty where it is not there.
  /// `lengths` tells for each document from 1 on how many terms it has.
  SharedPostings find(const Index &index, const std::string &term, const uint8_t *lengths,
                      size_t length_count);

  /// The documents that have all of the terms.
  SharedPostings find_all(const Index &index, const std::vector<std::string> &terms, const uint8_t *lengths,
                          size_t length_count);

  /// The terms that were asked for last, at most `most`, the last one last.
  std::vector<std::string> last_terms(size_t most);

 private:
  struct Entry {
    SharedPostings postings;
    uint64_t last_use;
  };

  SharedPostings kept(const std::string &key);
  void keep(const std::string &key, const SharedPostings &postings);
  /// All keys by when they were asked for last, the last one last.
  std::vector<const std::string *> by_last_use() const;
  void make_room();

  const size_t byte_limit_;
  std::mutex mutex_;
  std::unordered_map<std::string, Entry> entries_;
  size_t bytes_ = 0;
  uint64_t clock_ = 0;
};

}  // namespace cx
