#include "Postings.hh"

#include "Guard.hh"

#include <algorithm>
#include <cmath>

namespace cx {
namespace {

/// What an entry takes beside its documents.
constexpr size_t kOverhead = 160;

/// As Xapian::BM25Weight has it.
double term_weight(double documents, double frequency) {
  double odds = (documents - frequency + 0.5) / (frequency + 0.5);
  if (odds < 2) odds = odds * 0.5 + 1;
  return std::log(odds);
}

void count_lengths(Postings &postings) {
  if (postings.lengths.size() < Postings::kCounted) return;
  postings.counts = std::make_unique<LengthCounts>();
  for (auto length : postings.lengths) ++(*postings.counts)[std::min<size_t>(length, LengthCounts().size() - 1)];
}

void end(Postings &postings) {
  postings.documents.push_back(kNoDocument);
  postings.lengths.push_back(255);
}

SharedPostings read(const Index &index, const std::string &term, const uint8_t *lengths, size_t length_count) {
  std::vector<uint32_t> documents;
  documents.reserve(1024);
  index.read(term, documents);
  auto postings = std::make_shared<Postings>();
  postings->documents.reserve(documents.size() + 1);
  postings->lengths.reserve(documents.size() + 1);
  for (auto document : documents) {
    if (document > length_count) refuse("fewer lengths than documents");
    postings->documents.push_back(document);
    postings->lengths.push_back(lengths[document - 1]);
  }
  count_lengths(*postings);
  end(*postings);
  if (!documents.empty()) postings->weight = term_weight(index.document_count(), static_cast<double>(documents.size()));
  return postings;
}

/// The key of several terms: each behind its length, and a byte before all that no term of our indexes begins with.
std::string joined(const std::vector<std::string> &terms) {
  std::string key(1, '\0');
  for (const auto &term : terms) key += std::to_string(term.size()) + ':' + term;
  return key;
}

bool is_joined(const std::string &key) { return !key.empty() && key.front() == '\0'; }

/// The lists are not empty.
SharedPostings intersect(std::vector<SharedPostings> lists) {
  auto common = std::make_shared<Postings>();
  for (const auto &list : lists) common->weight += list->weight;
  // The rarest leads.
  std::sort(lists.begin(), lists.end(), [](auto &left, auto &right) { return left->frequency() < right->frequency(); });
  std::vector<const uint32_t *> places;
  for (const auto &list : lists) places.push_back(list->documents.data());
  const auto &leading = *lists.front();
  for (size_t number = 0; number < leading.frequency(); ++number) {
    auto document = leading.documents[number];
    bool is_everywhere = true;
    for (size_t index = 1; index < lists.size() && is_everywhere; ++index) {
      auto &place = places[index];
      if (*place < document) {
        place = first_from(place, lists[index]->documents.data() + lists[index]->frequency(), document);
      }
      is_everywhere = *place == document;
    }
    if (is_everywhere) {
      common->documents.push_back(document);
      common->lengths.push_back(leading.lengths[number]);
    }
  }
  count_lengths(*common);
  end(*common);
  return common;
}

size_t size_of(const std::string &key, const Postings &postings) {
  return kOverhead + key.size() + postings.documents.capacity() * (sizeof(uint32_t) + sizeof(uint8_t));
}

}  // namespace

const uint32_t *first_from(const uint32_t *next, const uint32_t *last, uint32_t document) {
  size_t step = 1;
  const uint32_t *low = next;
  while (static_cast<size_t>(last - low) > step && low[step] < document) {
    low += step;
    step *= 2;
  }
  auto high = low + std::min(step, static_cast<size_t>(last - low));
  return std::lower_bound(low, high, document);
}

SharedPostings PostingCache::find(const Index &index, const std::string &term, const uint8_t *lengths,
                                  size_t length_count) {
  // What could be taken for the key of several terms is not kept.
  if (is_joined(term)) return read(index, term, lengths, length_count);
  if (auto postings = kept(term)) return postings;
  // Two readers may read the same list at the same time; one of them is kept.
  auto postings = read(index, term, lengths, length_count);
  keep(term, postings);
  return postings;
}

SharedPostings PostingCache::find_all(const Index &index, const std::vector<std::string> &terms,
                                      const uint8_t *lengths, size_t length_count) {
  if (terms.size() == 1) return find(index, terms.front(), lengths, length_count);
  auto key = joined(terms);
  if (auto postings = kept(key)) return postings;
  std::vector<SharedPostings> lists;
  lists.reserve(terms.size());
  for (const auto &term : terms) {
    lists.push_back(find(index, term, lengths, length_count));
    if (lists.back()->frequency() == 0) return lists.back();
  }
  auto postings = intersect(std::move(lists));
  keep(key, postings);
  return postings;
}

SharedPostings PostingCache::kept(const std::string &key) {
  std::lock_guard<std::mutex> lock(mutex_);
  auto found = entries_.find(key);
  if (found == entries_.end()) return nullptr;
  found->second.last_use = ++clock_;
  return found->second.postings;
}

void PostingCache::keep(const std::string &key, const SharedPostings &postings) {
  auto size = size_of(key, *postings);
  if (size > byte_limit_ / 4) return;
  std::lock_guard<std::mutex> lock(mutex_);
  if (entries_.emplace(key, Entry{postings, ++clock_}).second) {
    bytes_ += size;
    if (bytes_ > byte_limit_) make_room();
  }
}

std::vector<std::string> PostingCache::last_terms(size_t most) {
  std::lock_guard<std::mutex> lock(mutex_);
  auto order = by_last_use();
  std::vector<std::string> terms;
  for (auto key = order.rbegin(); key != order.rend() && terms.size() < most; ++key) {
    if (!is_joined(**key)) terms.push_back(**key);
  }
  std::reverse(terms.begin(), terms.end());
  return terms;
}

std::vector<const std::string *> PostingCache::by_last_use() const {
  std::vector<std::pair<uint64_t, const std::string *>> dated;
  dated.reserve(entries_.size());
  for (auto &entry : entries_) dated.emplace_back(entry.second.last_use, &entry.first);
  std::sort(dated.begin(), dated.end());
  std::vector<const std::string *> order;
  order.reserve(dated.size());
  for (auto &term : dated) order.push_back(term.second);
  return order;
}

/// Drops what was not asked for longest, until a quarter is free: sorting is then paid for by many searches.
void PostingCache::make_room() {
  for (auto oldest : by_last_use()) {
    if (bytes_ <= byte_limit_ / 4 * 3) return;
    auto found = entries_.find(*oldest);
    bytes_ -= size_of(found->first, *found->second.postings);
    entries_.erase(found);
  }
}

}  // namespace cx
