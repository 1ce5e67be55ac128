#include "Stream.hh"

#include <algorithm>

namespace cx {

Shares::Shares(const Index &index, const cx_search_options &options) {
  double average = std::max(index.average_length(), 1e-9);
  for (size_t length = 0; length < shares_.size(); ++length) {
    double normalized = std::max(static_cast<double>(length) / average, options.min_normlen);
    shares_[length] = static_cast<float>(
        (options.k1 + 1) / (options.k1 * (normalized * options.b + (1 - options.b)) + 1));
  }
}

Stream::Stream(const Index &index, PostingCache &cache, const Clause &clause, const uint8_t *lengths,
               size_t length_count)
    : postings_(cache.find_all(index, clause.terms, lengths, length_count)),
      first_(postings_->documents.data()),
      lengths_(postings_->lengths.data()),
      next_(first_) {
  weight = static_cast<float>(postings_->weight * clause.factor);
  frequency = postings_->frequency();
}

uint8_t Stream::length_of(size_t documents) const {
  if (!postings_->counts || frequency < documents) return 255;
  size_t seen = 0;
  for (size_t length = 0; length + 1 < postings_->counts->size(); ++length) {
    seen += (*postings_->counts)[length];
    if (seen >= documents) return static_cast<uint8_t>(length);
  }
  return 255;
}

}  // namespace cx
