#include "Stream.hh"

#include <algorithm>
#include <cmath>

namespace cx {
namespace {

constexpr uint32_t kNone[] = {kNoDocument};
constexpr uint8_t kNoLength[] = {255};

}  // namespace

double term_weight(double documents, double frequency) {
  double odds = (documents - frequency + 0.5) / (frequency + 0.5);
  if (odds < 2) odds = odds * 0.5 + 1;
  return std::log(odds);
}

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
    : first_(kNone), lengths_(kNoLength), next_(kNone) {
  double documents = index.document_count();
  double sum = 0;
  std::vector<SharedPostings> lists;
  lists.reserve(clause.terms.size());
  for (const auto &term : clause.terms) {
    auto postings = cache.find(index, term, lengths, length_count);
    if (postings->frequency() == 0) return;
    sum += term_weight(documents, postings->frequency());
    lists.push_back(std::move(postings));
  }
  // The rarest leads.
  std::sort(lists.begin(), lists.end(),
            [](auto &left, auto &right) { return left->frequency() < right->frequency(); });
  weight = static_cast<float>(sum * clause.factor);
  if (lists.size() > 1) {
    intersect(lists);
    first_ = own_documents_.data();
    lengths_ = own_lengths_.data();
    frequency = static_cast<uint32_t>(own_documents_.size() - 1);
  } else {
    postings_ = std::move(lists.front());
    first_ = postings_->documents.data();
    lengths_ = postings_->lengths.data();
    frequency = postings_->frequency();
  }
  next_ = first_;
}

void Stream::intersect(const std::vector<SharedPostings> &lists) {
  std::vector<const uint32_t *> places;
  for (const auto &list : lists) places.push_back(list->documents.data());
  const auto &leading = *lists.front();
  for (size_t number = 0; number < leading.documents.size(); ++number) {
    auto document = leading.documents[number];
    bool is_everywhere = true;
    for (size_t index = 1; index < lists.size() && is_everywhere; ++index) {
      auto &place = places[index];
      if (*place < document) {
        place = first_from(place, lists[index]->documents.data() + lists[index]->frequency(), document);
      }
      is_everywhere = *place == document;
    }
    // Its end is the end of all of them.
    if (is_everywhere) {
      own_documents_.push_back(document);
      own_lengths_.push_back(leading.lengths[number]);
    }
  }
}

uint8_t Stream::length_of(size_t documents) const {
  if (!postings_ || !postings_->counts || frequency < documents) return 255;
  size_t seen = 0;
  for (size_t length = 0; length + 1 < postings_->counts->size(); ++length) {
    seen += (*postings_->counts)[length];
    if (seen >= documents) return static_cast<uint8_t>(length);
  }
  return 255;
}

const uint32_t *Stream::first_from(const uint32_t *next, const uint32_t *last, uint32_t document) {
  size_t step = 1;
  const uint32_t *low = next;
  while (static_cast<size_t>(last - low) > step && low[step] < document) {
    low += step;
    step *= 2;
  }
  auto high = low + std::min(step, static_cast<size_t>(last - low));
  return std::lower_bound(low, high, document);
}

}  // namespace cx
