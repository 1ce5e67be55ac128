#include "Postings.hh"

#include "Guard.hh"

#include <algorithm>

namespace cx {
namespace {

/// What an entry takes beside its documents.
constexpr size_t kOverhead = 160;

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
  if (postings->lengths.size() >= Postings::kCounted) {
    postings->counts = std::make_unique<LengthCounts>();
    for (auto length : postings->lengths) ++(*postings->counts)[std::min<size_t>(length, LengthCounts().size() - 1)];
  }
  postings->documents.push_back(kNoDocument);
  postings->lengths.push_back(255);
  return postings;
}

size_t size_of(const std::string &term, const Postings &postings) {
  return kOverhead + term.size() + postings.documents.capacity() * (sizeof(uint32_t) + sizeof(uint8_t));
}

}  // namespace

SharedPostings PostingCache::find(const Index &index, const std::string &term, const uint8_t *lengths,
                                  size_t length_count) {
  {
    std::lock_guard<std::mutex> lock(mutex_);
    auto found = entries_.find(term);
    if (found != entries_.end()) {
      found->second.last_use = ++clock_;
      return found->second.postings;
    }
  }
  // Two readers may read the same list at the same time; one of them is kept.
  auto postings = read(index, term, lengths, length_count);
  auto size = size_of(term, *postings);
  if (size > byte_limit_ / 4) return postings;
  std::lock_guard<std::mutex> lock(mutex_);
  if (entries_.emplace(term, Entry{postings, ++clock_}).second) {
    bytes_ += size;
    if (bytes_ > byte_limit_) make_room();
  }
  return postings;
}

std::vector<std::string> PostingCache::last_terms(size_t most) {
  std::lock_guard<std::mutex> lock(mutex_);
  auto order = by_last_use();
  std::vector<std::string> terms;
  for (size_t index = order.size() - std::min(most, order.size()); index < order.size(); ++index) {
    terms.push_back(*order[index]);
  }
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
