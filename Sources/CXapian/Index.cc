#include "Index.hh"

#include "Guard.hh"

#include <algorithm>
#include <cerrno>
#include <limits>

namespace cx {
namespace {

void read_file(const Xapian::Database &database, const std::string &term, uint32_t base,
               std::vector<uint32_t> &documents) {
  // Asking how many there are would look the term up once more, which takes longer than growing does.
  auto end = database.postlist_end(term);
  for (auto place = database.postlist_begin(term); place != end; ++place) documents.push_back(base + *place);
}

// A server sends a posting list in one message a document, and its answer to a search in one message: measured 40 times
// faster for long lists.
void read_remote(const Xapian::Database &database, const std::string &term, const Index::Part &part,
                 std::vector<uint32_t> &documents) {
  auto frequency = database.get_termfreq(term);
  if (frequency == 0) return;
  Xapian::Enquire enquire(database);
  enquire.set_query(Xapian::Query(term));
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_docid_order(Xapian::Enquire::ASCENDING);
  auto found = enquire.get_mset(0, frequency);
  documents.reserve(documents.size() + found.size() + 1);
  uint32_t last = 0;
  for (auto match = found.begin(); match != found.end(); ++match) {
    if (*match <= last || *match > part.last_docid) throw Failure(CX_CORRUPT, part.remote + ": documents out of order");
    last = *match;
    documents.push_back(part.base + last);
  }
  if (found.size() != frequency) throw Failure(CX_CORRUPT, part.remote + ": a list of documents is cut off");
}

}  // namespace

PipeShield::PipeShield() {
  sigset_t pipe, pending;
  sigemptyset(&pipe);
  sigaddset(&pipe, SIGPIPE);
  sigpending(&pending);
  was_pending_ = sigismember(&pending, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &pipe, &before_);
}

PipeShield::~PipeShield() {
  if (!was_pending_) {
    sigset_t pipe;
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    timespec none{0, 0};
    while (sigtimedwait(&pipe, nullptr, &none) < 0 && errno == EINTR) {
    }
  }
  pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

void fail_network(const Xapian::NetworkError &raised, const std::string &remote, uint32_t timeout_ms) {
  auto place = remote.empty() ? raised.get_context() : remote;
  if (std::string("NetworkTimeoutError") == raised.get_type()) {
    throw Failure(CX_NETWORK, place + ": no answer within " + std::to_string(timeout_ms) + " ms", ETIMEDOUT);
  }
  const char *reason = raised.get_error_string();
  throw Failure(CX_NETWORK, place + ": " + raised.get_msg() + (reason ? std::string(": ") + reason : ""));
}

Index Index::connect(const std::string &host, uint16_t port, uint32_t timeout_ms) {
  auto remote = (host.find(':') == std::string::npos ? host : "[" + host + "]") + ":" + std::to_string(port);
  return reach(remote, timeout_ms, [&] {
    Index index;
    index.add(Xapian::Remote::open(host, port, timeout_ms, timeout_ms), remote, timeout_ms);
    return index;
  });
}

void Index::add(const Xapian::Database &database, const std::string &remote, uint32_t timeout_ms) {
  auto last_docid = database.get_lastdocid();
  if (last_docid >= std::numeric_limits<uint32_t>::max() - last_docid_) {
    throw Failure(CX_LIMIT, "more documents than a docid can tell");
  }
  parts_.push_back({database, remote, timeout_ms, last_docid_, last_docid});
  joined_.add_database(database);
  document_count_ += database.get_doccount();
  total_length_ += database.get_total_length();
  last_docid_ += last_docid;
  allowance_ms_ += timeout_ms;
}

void Index::add(const Index &other) {
  for (const auto &part : other.parts_) add(part.database, part.remote, part.timeout_ms);
}

double Index::average_length() const {
  return document_count_ ? static_cast<double>(total_length_) / document_count_ : 0;
}

std::string Index::uuid() const { return parts_.size() == 1 ? parts_.front().database.get_uuid() : std::string(); }

uint32_t Index::frequency(const std::string &term) const {
  uint32_t sum = 0;
  for (const auto &part : parts_) {
    auto count = [&] { return part.database.get_termfreq(term); };
    sum += part.remote.empty() ? count() : reach(part.remote, part.timeout_ms, count);
  }
  return sum;
}

void Index::read(const std::string &term, std::vector<uint32_t> &documents) const {
  for (const auto &part : parts_) {
    if (part.remote.empty()) {
      read_file(part.database, term, part.base, documents);
    } else {
      reach(part.remote, part.timeout_ms, [&] { read_remote(part.database, term, part, documents); });
    }
  }
}

uint32_t Index::docid(uint32_t joined_docid) const {
  auto count = static_cast<uint32_t>(parts_.size());
  return parts_[(joined_docid - 1) % count].base + (joined_docid - 1) / count + 1;
}

}  // namespace cx
