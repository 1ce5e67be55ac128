// Reads packed little-endian input and never past its end.
#pragma once

#include "Guard.hh"

#include <cstring>
#include <type_traits>

namespace cx {

class Cursor {
 public:
  Cursor(const uint8_t *bytes, size_t length) : begin_(bytes), next_(bytes), end_(bytes + length) {
    if (!bytes && length) refuse("NULL with a length");
  }

  bool at_end() const { return next_ == end_; }
  size_t offset() const { return static_cast<size_t>(next_ - begin_); }

  template <class Number>
  Number take() {
    static_assert(std::is_trivially_copyable<Number>::value, "numbers only");
    static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "packed input is little-endian");
    Number number;
    std::memcpy(&number, take_bytes(sizeof number), sizeof number);
    return number;
  }

  const uint8_t *take_bytes(size_t length) {
    if (static_cast<size_t>(end_ - next_) < length) refuse("cut off at byte " + std::to_string(offset()));
    const uint8_t *taken = next_;
    next_ += length;
    return taken;
  }

 private:
  const uint8_t *begin_;
  const uint8_t *next_;
  const uint8_t *end_;
};

}  // namespace cx
