#include "Rank.hh"

#include "Stream.hh"

#include <algorithm>
#include <array>
#include <cmath>

// libxapian's matcher asks the document length of every candidate from a B-tree, and its bounds assume the shortest
// document of the index. Here lengths are an array of bytes, and a document is dropped as soon as its own length says
// that it cannot enter. Documents are counted in windows: the weights of the streams that alone could bring a new
// document in are added up window by window, the others are only asked for documents that are still in question
// (MaxScore; Turtle and Flood, Query evaluation: strategies and optimizations, 1995). What a document must reach is
// known at least in part before the first one is looked at, so that the long streams are seldom walked.

namespace cx {
namespace {

constexpr uint32_t kWindow = 4096;
/// A bound is a sum in another order than the weight that it bounds; this is more than the two can differ.
constexpr float kSlack = 1.00001F;

std::vector<Stream> open(const Index &index, PostingCache &cache, const std::vector<Clause> &clauses,
                         const cx_search_options &options) {
  std::vector<Stream> streams;
  streams.reserve(clauses.size());
  for (const auto &clause : clauses) {
    Stream stream(index, cache, clause, options.lengths, options.length_count);
    if (!stream.at_end()) streams.push_back(std::move(stream));
  }
  return streams;
}

bool any_at(std::vector<Stream> &streams, uint32_t document) {
  for (auto &stream : streams) {
    stream.skip_to(document);
    if (stream.current() == document) return true;
  }
  return false;
}

struct Found {
  float score;
  uint32_t document;
  bool operator<(const Found &other) const {
    return score != other.score ? score > other.score : document < other.document;
  }
};

/// The best documents seen so far, handed in by ascending number.
class Best {
 public:
  explicit Best(size_t wanted) : wanted_(wanted) { found_.reserve(wanted * 2); }

  /// Only a greater score can enter. Of equal ones the first stay.
  float threshold = -1;

  void add(Found found) {
    found_.push_back(found);
    if (found_.size() == wanted_ * 2) cut();
  }

  /// Best first, no more than are wanted.
  const std::vector<Found> &sorted() {
    if (found_.size() > wanted_) cut();
    std::sort(found_.begin(), found_.end());
    return found_;
  }

 private:
  void cut() {
    auto last = found_.begin() + static_cast<std::ptrdiff_t>(wanted_) - 1;
    std::nth_element(found_.begin(), last, found_.end());
    threshold = std::max(threshold, last->score);
    found_.resize(wanted_);
  }

  const size_t wanted_;
  std::vector<Found> found_;
};

class Ranking {
 public:
  Ranking(const Index &index, PostingCache &cache, const Clauses &clauses, const cx_search_options &options)
      : options_(options),
        wanted_(size_t{options.offset} + options.limit),
        share_(index, options),
        streams_(open(index, cache, clauses.any, options)),
        best_(wanted_) {
    std::sort(streams_.begin(), streams_.end(),
              [](const Stream &left, const Stream &right) { return left.weight > right.weight; });
    for (const auto &filter : clauses.filters) filters_.push_back(open(index, cache, filter, options));
    excluded_ = open(index, cache, clauses.excluded, options);
    rest_.assign(streams_.size() + 1, 0);
    for (size_t index = streams_.size(); index-- > 0;) {
      rest_[index] = rest_[index + 1] + streams_[index].weight * kSlack;
    }
    essential_ = streams_.size();
  }

  void run(const Deadline &deadline) {
    if (wanted_ == 0) return;
    learn_threshold();
    narrow();
    for (uint32_t low = lowest(); low != kNoDocument; low = lowest()) {
      deadline.tick();
      low = (low - 1) / kWindow * kWindow + 1;
      add_up(low);
      look_at(low);
      narrow();
    }
  }

  void write(cx_hits &hits) {
    const auto &best = best_.sorted();
    for (size_t index = options_.offset; index < best.size(); ++index, ++hits.count) {
      hits.docids[hits.count] = best[index].document;
      hits.weights[hits.count] = best[index].score;
    }
    uint64_t upper = 0;
    for (const auto &stream : streams_) upper += stream.frequency;
    bool is_full = best.size() == wanted_;
    hits.lower_bound = static_cast<uint32_t>(best.size());
    hits.upper_bound = static_cast<uint32_t>(
        is_full ? std::min<uint64_t>(std::max<uint64_t>(upper, best.size()), options_.length_count) : best.size());
    hits.estimate = hits.lower_bound + (hits.upper_bound - hits.lower_bound) / 2;
    hits.max_attained = best.empty() ? 0 : best.front().score;
    hits.max_possible = rest_[0] * share_[0];
  }

 private:
  uint32_t lowest() const {
    uint32_t low = kNoDocument;
    for (size_t index = 0; index < essential_; ++index) low = std::min(low, streams_[index].current());
    return low;
  }

  /// Streams that cannot bring in a document without a heavier one are no longer walked.
  void narrow() {
    if (best_.threshold == narrowed_for_) return;
    narrowed_for_ = best_.threshold;
    while (essential_ > 0 && rest_[essential_ - 1] * share_[0] <= best_.threshold) --essential_;
    for (size_t length = 0; length < needed_.size(); ++length) {
      needed_[length] = best_.threshold / (share_[length] * kSlack) - rest_[essential_];
    }
  }

  /// What a document must reach: at least what the last of the wanted ones reaches by one stream alone.
  void learn_threshold() {
    if (!filters_.empty() || !excluded_.empty()) return;
    for (const auto &stream : streams_) {
      auto length = stream.length_of(wanted_);
      if (length < 255) raise_threshold(stream.weight * share_[length]);
    }
  }

  /// The documents that reach it themselves are still to be found: they must get past the threshold.
  void raise_threshold(float reached) { best_.threshold = std::max(best_.threshold, std::nextafterf(reached, -1)); }

  /// Adds up the essential streams over one window. The order of addition is always that of the weights, so that equal
  /// documents have equal sums.
  void add_up(uint32_t low) {
    for (size_t index = 0; index < essential_; ++index) {
      auto &stream = streams_[index];
      auto weight = stream.weight;
      for (auto slot = stream.current() - low; slot < kWindow; slot = stream.current() - low) {
        sums_[slot] += weight;
        lengths_[slot] = stream.length();
        marks_[slot / 64] |= uint64_t{1} << (slot % 64);
        stream.advance();
      }
    }
  }

  void look_at(uint32_t low) {
    for (size_t word = 0; word < marks_.size(); ++word) {
      auto marks = marks_[word];
      marks_[word] = 0;
      while (marks) {
        auto slot = static_cast<uint32_t>(word * 64) + static_cast<uint32_t>(__builtin_ctzll(marks));
        marks &= marks - 1;
        auto sum = sums_[slot];
        sums_[slot] = 0;
        if (sum > needed_[lengths_[slot]]) consider(low + slot, sum, share_[lengths_[slot]]);
      }
    }
  }

  void consider(uint32_t document, float sum, float share) {
    for (size_t index = essential_; index < streams_.size(); ++index) {
      if ((sum + rest_[index]) * share <= best_.threshold) return;
      streams_[index].skip_to(document);
      if (streams_[index].current() == document) sum += streams_[index].weight;
    }
    Found found{sum * share, document};
    if (found.score > best_.threshold && passes(document)) best_.add(found);
  }

  bool passes(uint32_t document) {
    for (auto &filter : filters_) {
      if (!any_at(filter, document)) return false;
    }
    return !any_at(excluded_, document);
  }

  const cx_search_options &options_;
  const size_t wanted_;
  const Shares share_;
  std::vector<Stream> streams_;  // by falling weight
  std::vector<float> rest_;      // the weights from each stream on, together
  std::vector<std::vector<Stream>> filters_;
  std::vector<Stream> excluded_;
  size_t essential_;  // so many streams can bring in a new document
  std::array<float, 256> needed_;  // what such a document must weigh in the essential streams
  float narrowed_for_ = -2;
  std::array<float, kWindow> sums_{};
  std::array<uint64_t, kWindow / 64> marks_{};
  std::array<uint8_t, kWindow> lengths_;
  Best best_;
};

}  // namespace

void rank(const Index &index, PostingCache &cache, const Clauses &clauses, const cx_search_options &options,
          const Deadline &deadline, cx_hits &hits) {
  Ranking ranking(index, cache, clauses, options);
  ranking.run(deadline);
  ranking.write(hits);
}

}  // namespace cx
