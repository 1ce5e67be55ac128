import Glibc

/// Times a piece of work.
struct Stopwatch {
  /// The processor time of this thread, and not the time that passes.
  var countsProcessor: Bool

  func microseconds(_ body: () throws -> Void) rethrows -> Double {
    let start = now()
    try body()
    return now() - start
  }

  private func now() -> Double {
    var time = timespec()
    clock_gettime(countsProcessor ? CLOCK_THREAD_CPUTIME_ID : CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) * 1e6 + Double(time.tv_nsec) / 1e3
  }
}

func flushOutput() { fflush(nil) }
