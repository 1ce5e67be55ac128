#include "Rank.hh"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

// libxapian's matcher asks the document length of every candidate from a B-tree, and its bounds assume the shortest
// document of the index. Here lengths are an array of bytes, and a document is dropped as soon as its own length says
// that it cannot enter. Documents are counted in windows: the weights of the streams that alone could bring a new
// document in are added up window by window, the others are only asked for documents that are still in question
// (MaxScore; Turtle and Flood, Query evaluation: strategies and optimizations, 1995).

namespace cx {
namespace {

constexpr Xapian::docid kEnd = std::numeric_limits<Xapian::docid>::max();
constexpr Xapian::docid kWindow = 4096;

/// BM25's weight of a term before the length of a document counts; as Xapian::BM25Weight has it.
double term_weight(double documents, double frequency) {
  double odds = (documents - frequency + 0.5) / (frequency + 0.5);
  if (odds < 2) odds = odds * 0.5 + 1;
  return std::log(odds);
}

/// The documents of one clause, in order.
class Stream {
 public:
  Stream(const Xapian::Database &database, const Clause &clause) {
    double documents = database.get_doccount();
    double sum = 0;
    std::vector<std::pair<Xapian::doccount, const std::string *>> terms;
    for (const auto &term : clause.terms) {
      auto frequency = database.get_termfreq(term);
      if (frequency == 0) return;
      terms.emplace_back(frequency, &term);
      sum += term_weight(documents, frequency);
    }
    weight = static_cast<float>(sum * clause.factor);
    // The rarest leads.
    std::sort(terms.begin(), terms.end(), [](auto &left, auto &right) { return left.first < right.first; });
    frequency = terms.front().first;
    for (auto &term : terms) places_.push_back(database.postlist_begin(*term.second));
    current = *places_.front();
    if (places_.size() > 1) align();
  }

  void next() {
    if (++places_.front() == Xapian::PostingIterator()) {
      current = kEnd;
      return;
    }
    current = *places_.front();
    if (places_.size() > 1) align();
  }

  void skip_to(Xapian::docid document) {
    if (current >= document) return;
    if (advance(places_.front(), document)) {
      if (places_.size() > 1) align();
    }
  }

  Xapian::docid current = kEnd;
  float weight = 0;
  Xapian::doccount frequency = 0;

 private:
  /// Moves to the first document at or after `document`; notes its number, or the end.
  bool advance(Xapian::PostingIterator &place, Xapian::docid document) {
    place.skip_to(document);
    if (place == Xapian::PostingIterator()) {
      current = kEnd;
      return false;
    }
    current = *place;
    return true;
  }

  /// Moves on until all terms stand at one document.
  void align() {
    for (size_t index = 1; index < places_.size();) {
      auto wanted = current;
      if (!advance(places_[index], wanted)) return;
      if (current == wanted) {
        ++index;
        continue;
      }
      if (!advance(places_.front(), current)) return;
      index = 1;
    }
  }

  std::vector<Xapian::PostingIterator> places_;
};

std::vector<Stream> open(const Xapian::Database &database, const std::vector<Clause> &clauses) {
  std::vector<Stream> streams;
  streams.reserve(clauses.size());
  for (const auto &clause : clauses) {
    Stream stream(database, clause);
    if (stream.current != kEnd) streams.push_back(std::move(stream));
  }
  return streams;
}

bool any_at(std::vector<Stream> &streams, Xapian::docid document) {
  for (auto &stream : streams) {
    stream.skip_to(document);
    if (stream.current == document) return true;
  }
  return false;
}

struct Found {
  float score;
  Xapian::docid document;
  bool operator<(const Found &other) const {
    return score != other.score ? score > other.score : document < other.document;
  }
};

class Ranking {
 public:
  Ranking(const Xapian::Database &database, const Clauses &clauses, const cx_search_options &options)
      : options_(options), wanted_(size_t{options.offset} + options.limit), streams_(open(database, clauses.any)) {
    std::sort(streams_.begin(), streams_.end(),
              [](const Stream &left, const Stream &right) { return left.weight > right.weight; });
    rest_.assign(streams_.size() + 1, 0);
    for (size_t index = streams_.size(); index-- > 0;) rest_[index] = rest_[index + 1] + streams_[index].weight;
    for (const auto &filter : clauses.filters) filters_.push_back(open(database, filter));
    excluded_ = open(database, clauses.excluded);
    double average = std::max(database.get_avlength(), 1e-9);
    for (size_t length = 0; length < share_.size(); ++length) {
      double normalized = std::max(static_cast<double>(length) / average, options.min_normlen);
      share_[length] = static_cast<float>(
          (options.k1 + 1) / (options.k1 * (normalized * options.b + (1 - options.b)) + 1));
    }
    essential_ = streams_.size();
  }

  void run(const Deadline &deadline) {
    if (wanted_ == 0) return;
    for (Xapian::docid low = lowest(); low != kEnd; low = lowest()) {
      deadline.tick();
      low = (low - 1) / kWindow * kWindow + 1;
      add_up(low);
      look_at(low);
      while (essential_ > 0 && is_full() && rest_[essential_ - 1] * share_[0] <= threshold()) --essential_;
    }
    std::sort(best_.begin(), best_.end());
  }

  void write(cx_hits &hits) const {
    for (size_t index = options_.offset; index < best_.size(); ++index, ++hits.count) {
      hits.docids[hits.count] = best_[index].document;
      hits.weights[hits.count] = best_[index].score;
    }
    uint64_t upper = 0;
    for (const auto &stream : streams_) upper += stream.frequency;
    hits.lower_bound = static_cast<uint32_t>(best_.size());
    hits.upper_bound = static_cast<uint32_t>(
        is_full() ? std::min<uint64_t>(std::max<uint64_t>(upper, best_.size()), options_.length_count) : best_.size());
    hits.estimate = hits.lower_bound + (hits.upper_bound - hits.lower_bound) / 2;
    hits.max_attained = best_.empty() ? 0 : best_.front().score;
    hits.max_possible = rest_[0] * share_[0];
  }

 private:
  bool is_full() const { return best_.size() == wanted_; }
  float threshold() const { return best_.front().score; }

  Xapian::docid lowest() const {
    Xapian::docid low = kEnd;
    for (size_t index = 0; index < essential_; ++index) low = std::min(low, streams_[index].current);
    return low;
  }

  /// Adds up the essential streams over one window. The order of addition is always that of the weights, so that equal
  /// documents have equal sums.
  void add_up(Xapian::docid low) {
    for (size_t index = 0; index < essential_; ++index) {
      auto &stream = streams_[index];
      while (stream.current - low < kWindow) {
        auto slot = stream.current - low;
        sums_[slot] += stream.weight;
        marks_[slot / 64] |= uint64_t{1} << (slot % 64);
        stream.next();
      }
    }
  }

  void look_at(Xapian::docid low) {
    for (size_t word = 0; word < marks_.size(); ++word) {
      auto marks = marks_[word];
      marks_[word] = 0;
      while (marks) {
        auto slot = static_cast<Xapian::docid>(word * 64) + static_cast<Xapian::docid>(__builtin_ctzll(marks));
        marks &= marks - 1;
        auto sum = sums_[slot];
        sums_[slot] = 0;
        consider(low + slot, sum);
      }
    }
  }

  void consider(Xapian::docid document, float sum) {
    if (document > options_.length_count) return;
    auto share = share_[options_.lengths[document - 1]];
    for (size_t index = essential_; index < streams_.size(); ++index) {
      if (is_full() && (sum + rest_[index]) * share <= threshold()) return;
      streams_[index].skip_to(document);
      if (streams_[index].current == document) sum += streams_[index].weight;
    }
    Found found{sum * share, document};
    // Of equal ones the first stay.
    if (is_full() && found.score <= threshold()) return;
    for (auto &filter : filters_) {
      if (!any_at(filter, document)) return;
    }
    if (any_at(excluded_, document)) return;
    if (is_full()) {
      std::pop_heap(best_.begin(), best_.end());
      best_.back() = found;
    } else {
      best_.push_back(found);
    }
    std::push_heap(best_.begin(), best_.end());
  }

  const cx_search_options &options_;
  const size_t wanted_;
  std::vector<Stream> streams_;  // by falling weight
  std::vector<float> rest_;      // the weights from each stream on, together
  std::vector<std::vector<Stream>> filters_;
  std::vector<Stream> excluded_;
  size_t essential_;  // so many streams can bring in a new document
  std::array<float, 256> share_;
  std::array<float, kWindow> sums_{};
  std::array<uint64_t, kWindow / 64> marks_{};
  std::vector<Found> best_;  // a heap with the worst in front
};

}  // namespace

void rank(const Xapian::Database &database, const Clauses &clauses, const cx_search_options &options,
          const Deadline &deadline, cx_hits &hits) {
  Ranking ranking(database, clauses, options);
  ranking.run(deadline);
  ranking.write(hits);
}

}  // namespace cx
