#include "Rank.hh"

#include "Stream.hh"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

// libxapian's matcher asks the document length of every candidate from a B-tree, and its bounds assume the shortest
// document of the index. Here lengths are an array of bytes, and a document is dropped as soon as its own length says
// that it cannot enter. Documents are counted in windows: the weights of the streams that alone could bring a new
// document in are added up window by window, the others are only asked for documents that are still in question
// (MaxScore; Turtle and Flood, Query evaluation: strategies and optimizations, 1995). What a document must reach is
// known at least in part before the first one is looked at, so that the long streams are seldom walked.

namespace cx {
namespace {

constexpr uint32_t kWindow = 64 * 64;
/// Where one or two streams are walked side by side, windows end only so that what a document must reach is known anew.
constexpr uint32_t kMergedWindow = 16 * kWindow;
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

std::vector<Stream> heaviest_first(std::vector<Stream> streams) {
  std::sort(streams.begin(), streams.end(),
            [](const Stream &left, const Stream &right) { return left.weight > right.weight; });
  return streams;
}

/// For each stream its weight and those of the ones behind it, together.
std::vector<float> rests(const std::vector<Stream> &streams) {
  std::vector<float> rest(streams.size() + 1);
  for (size_t index = streams.size(); index-- > 0;) rest[index] = rest[index + 1] + streams[index].weight * kSlack;
  return rest;
}

bool any_at(std::vector<Stream> &streams, uint32_t document) {
  for (auto &stream : streams) {
    stream.skip_to(document);
    if (stream.current() == document) return true;
  }
  return false;
}

/// A document and its score, which is not negative: one whole number, smaller for what is better. Of documents with equal
/// scores the one with the smaller number is better.
class Found {
 public:
  Found(float score, uint32_t document) {
    uint32_t bits;
    std::memcpy(&bits, &score, sizeof bits);
    order_ = uint64_t{~bits} << 32 | document;
  }

  uint32_t document() const { return static_cast<uint32_t>(order_); }
  float score() const {
    auto bits = ~static_cast<uint32_t>(order_ >> 32);
    float score;
    std::memcpy(&score, &bits, sizeof score);
    return score;
  }
  bool operator<(const Found &other) const { return order_ < other.order_; }

 private:
  uint64_t order_;
};

/// The best documents seen so far, handed in by ascending number.
class Best {
 public:
  /// - `highest`: no score is greater.
  Best(size_t wanted, float highest) : wanted_(wanted), step_(kSteps / std::max(highest, 1e-9F)) {
    found_.reserve(wanted * 2);
  }

  /// Only a greater score can enter. Of equal ones the first stay.
  float threshold = -1;

  void add(float score, uint32_t document) {
    found_.emplace_back(score, document);
    count(score);
    if (found_.size() == wanted_ * 2) cut();
  }

  /// Best first, no more than are wanted.
  const std::vector<Found> &sorted() {
    if (found_.size() > wanted_) cut();
    std::sort(found_.begin(), found_.end());
    return found_;
  }

 private:
  static constexpr size_t kSteps = 256;

  /// Raises the threshold as soon as enough documents lie above a step.
  void count(float score) {
    auto step = std::min(static_cast<size_t>(score * step_), kSteps - 1);
    if (step < lowest_) return;
    ++counts_[step];
    ++above_;
    if (above_ - counts_[lowest_] < wanted_) return;
    while (above_ - counts_[lowest_] >= wanted_) above_ -= counts_[lowest_++];
    threshold = std::max(threshold, static_cast<float>(lowest_) / (step_ * kSlack));
  }

  void cut() {
    auto last = found_.begin() + static_cast<std::ptrdiff_t>(wanted_) - 1;
    std::nth_element(found_.begin(), last, found_.end());
    threshold = std::max(threshold, last->score());
    found_.erase(last + 1, found_.end());
  }

  const size_t wanted_;
  const float step_;
  std::vector<Found> found_;
  /// How many of the scores lie in each step, from the lowest that is of use.
  std::array<uint32_t, kSteps> counts_{};
  size_t lowest_ = 0;
  size_t above_ = 0;
};

class Ranking {
 public:
  Ranking(const Index &index, PostingCache &cache, const Clauses &clauses, const cx_search_options &options)
      : options_(options),
        wanted_(size_t{options.offset} + options.limit),
        share_(index, options),
        streams_(heaviest_first(open(index, cache, clauses.any, options))),
        rest_(rests(streams_)),
        best_(wanted_, rest_[0] * share_[0]) {
    for (const auto &filter : clauses.filters) filters_.push_back(open(index, cache, filter, options));
    excluded_ = open(index, cache, clauses.excluded, options);
    essential_ = streams_.size();
  }

  void run(const Deadline &deadline) {
    if (wanted_ == 0) return;
    learn_threshold();
    narrow();
    for (uint32_t low = lowest(); low != kNoDocument; low = lowest()) {
      deadline.tick();
      if (essential_ <= 2) {
        merge(low + std::min(kMergedWindow, kNoDocument - low));
      } else {
        low = (low - 1) / kWindow * kWindow + 1;
        add_up(low);
        look_at(low);
      }
      narrow();
    }
  }

  void write(cx_hits &hits) {
    const auto &best = best_.sorted();
    for (size_t index = options_.offset; index < best.size(); ++index, ++hits.count) {
      hits.docids[hits.count] = best[index].document();
      hits.weights[hits.count] = best[index].score();
    }
    uint64_t upper = 0;
    for (const auto &stream : streams_) upper += stream.frequency;
    bool is_full = best.size() == wanted_;
    hits.lower_bound = static_cast<uint32_t>(best.size());
    hits.upper_bound = static_cast<uint32_t>(
        is_full ? std::min<uint64_t>(std::max<uint64_t>(upper, best.size()), options_.length_count) : best.size());
    hits.estimate = hits.lower_bound + (hits.upper_bound - hits.lower_bound) / 2;
    hits.max_attained = best.empty() ? 0 : best.front().score();
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

  /// Looks at the documents before `end` that one or two essential streams bring in, without room for sums.
  void merge(uint32_t end) {
    auto &first = streams_[0];
    auto *second = essential_ == 2 ? &streams_[1] : nullptr;
    auto one = first.current();
    auto other = second ? second->current() : kNoDocument;
    while (one < end || other < end) {
      auto document = std::min(one, other);
      float sum = 0;
      uint8_t length = 0;
      if (one == document) {
        sum += first.weight;
        length = first.length();
        one = first.advance();
      }
      if (other == document) {
        sum += second->weight;
        length = second->length();
        other = second->advance();
      }
      if (sum > needed_[length]) consider(document, sum, share_[length]);
    }
  }

  /// Adds up the essential streams over one window. The order of addition is always that of the weights, so that equal
  /// documents have equal sums.
  void add_up(uint32_t low) {
    for (size_t index = 0; index < essential_; ++index) {
      auto weight = streams_[index].weight;
      streams_[index].walk(low + kWindow, [&](uint32_t document, uint8_t length) {
        auto slot = document - low;
        sums_[slot] += weight;
        lengths_[slot] = length;
        marks_[slot / 64] |= uint64_t{1} << (slot % 64);
        marked_ |= uint64_t{1} << (slot / 64);
      });
    }
  }

  void look_at(uint32_t low) {
    for (; marked_; marked_ &= marked_ - 1) {
      auto word = static_cast<size_t>(__builtin_ctzll(marked_));
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
    const auto threshold = best_.threshold;
    const auto end = streams_.data() + streams_.size();
    auto rest = rest_.data() + essential_;
    for (auto stream = streams_.data() + essential_; stream != end; ++stream, ++rest) {
      if ((sum + *rest) * share <= threshold) return;
      stream->skip_to(document);
      if (stream->current() == document) sum += stream->weight;
    }
    auto score = sum * share;
    if (score > threshold && passes(document)) best_.add(score, document);
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
  std::vector<float> rest_;      // see rests
  std::vector<std::vector<Stream>> filters_;
  std::vector<Stream> excluded_;
  size_t essential_;  // so many streams can bring in a new document
  std::array<float, 256> needed_;  // what such a document must weigh in the essential streams
  float narrowed_for_ = -2;
  std::array<float, kWindow> sums_{};
  std::array<uint64_t, kWindow / 64> marks_{};  // which sums are in use
  uint64_t marked_ = 0;                         // which words of the marks are
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
