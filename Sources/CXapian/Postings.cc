#include "Postings.hh"

#include "Guard.hh"

#include <algorithm>

namespace cx {
namespace {

/// What an entry takes beside its documents.
constexpr size_t kOverhead = 160;

SharedPostings read(const Index &index, const std::string &term, const uint8_t *lengths, size_t length_count) {
  auto postings = std::make_shared<Postings>();
  index.read(term, postings->documents);
  postings->lengths.reserve(postings->documents.size() + 1);
  for (auto document : postings->documents) {
    if (document > length_count) refuse("fewer lengths than documents");
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

/// Drops what was not asked for longest, until a quarter is free: sorting is then paid for by many searches.
void PostingCache::make_room() {
  std::vector<std::pair<uint64_t, const std::string *>> order;
  order.reserve(entries_.size());
  for (auto &entry : entries_) order.emplace_back(entry.second.last_use, &entry.first);
  std::sort(order.begin(), order.end());
  for (auto &oldest : order) {
    if (bytes_ <= byte_limit_ / 4 * 3) return;
    auto found = entries_.find(*oldest.second);
    bytes_ -= size_of(found->first, *found->second.postings);
    entries_.erase(found);
  }
}

}  // namespace cx
