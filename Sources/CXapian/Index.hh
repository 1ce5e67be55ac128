// The parts of an index, read as one: the docids of a part go up by the last docids of the parts before it.
#pragma once

#include <xapian.h>

#include <csignal>
#include <cstdint>
#include <string>
#include <vector>

namespace cx {

/// Keeps SIGPIPE from the process while the calling thread writes to sockets whose other end may be gone: libxapian does
/// not ask the system for that.
class PipeShield {
 public:
  PipeShield();
  ~PipeShield();
  PipeShield(const PipeShield &) = delete;
  PipeShield &operator=(const PipeShield &) = delete;

 private:
  sigset_t before_;
  bool was_pending_;
};

/// Throws CX_NETWORK; the errno is ETIMEDOUT where the server did not answer in time.
[[noreturn]] void fail_network(const Xapian::NetworkError &raised, const std::string &remote, uint32_t timeout_ms);

class Index {
 public:
  struct Part {
    Xapian::Database database;
    /// `HOST:PORT` of the server that answers for it; empty for a file.
    std::string remote;
    /// How long one exchange with the server may take.
    uint32_t timeout_ms;
    /// Documents in the parts before it.
    uint32_t base;
    uint32_t last_docid;
  };

  /// Connects to a server of one part.
  static Index connect(const std::string &host, uint16_t port, uint32_t timeout_ms);

  void add(const Xapian::Database &database, const std::string &remote = "", uint32_t timeout_ms = 0);
  void add(const Index &other);

  uint32_t document_count() const { return document_count_; }
  uint32_t last_docid() const { return last_docid_; }
  double average_length() const;
  /// Of a single part; empty for several.
  std::string uuid() const;
  /// How long the remote parts may take for one exchange each.
  uint32_t allowance_ms() const { return allowance_ms_; }

  uint32_t frequency(const std::string &term) const;
  /// Appends the documents of a term in ascending order.
  void read(const std::string &term, std::vector<uint32_t> &documents) const;

  /// All parts as libxapian joins them: its docids go round the parts. Reach for it in `guarding` only.
  const Xapian::Database &joined() const { return joined_; }
  uint32_t docid(uint32_t joined_docid) const;

  /// Runs what may talk to the servers: failures of the network name the server, and a connection that is gone raises no
  /// SIGPIPE in the process.
  template <class Body>
  auto guarding(Body &&body) const {
    if (allowance_ms_ == 0) return body();
    return reach("", allowance_ms_, body);
  }

 private:
  /// `remote` is empty where the failure itself tells the server.
  template <class Body>
  static auto reach(const std::string &remote, uint32_t timeout_ms, Body &&body) {
    PipeShield shield;
    try {
      return body();
    } catch (const Xapian::NetworkError &raised) {
      fail_network(raised, remote, timeout_ms);
    }
  }

  std::vector<Part> parts_;
  Xapian::Database joined_;
  uint32_t document_count_ = 0;
  uint32_t last_docid_ = 0;
  uint64_t total_length_ = 0;
  uint32_t allowance_ms_ = 0;
};

}  // namespace cx
