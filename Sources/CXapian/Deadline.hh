// Stops a match from inside: libxapian has no other way.
#pragma once

#include "Guard.hh"

#include <xapian.h>

#include <chrono>

namespace cx {

class Deadline : public Xapian::MatchDecider {
 public:
  explicit Deadline(uint32_t milliseconds)
      : active(milliseconds != 0), end_(Clock::now() + std::chrono::milliseconds(milliseconds)) {}

  const bool active;

  /// Looks at the clock at every eighth call.
  void tick() const {
    if (++calls_ % 8 == 0) check();
  }

  void check() const {
    if (active && Clock::now() >= end_) throw Failure(CX_TIMEOUT, "the search passed its deadline");
  }

  bool operator()(const Xapian::Document &) const override {
    tick();
    return true;
  }

 private:
  using Clock = std::chrono::steady_clock;
  Clock::time_point end_;
  mutable uint32_t calls_ = 0;
};

}  // namespace cx
