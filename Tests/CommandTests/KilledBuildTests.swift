import Foundation
import Testing

/// Builds that end in the middle, in whatever way: the published index answers as before, and the next build sweeps up.
@Suite("KilledBuild")
struct KilledBuildTests {
  private let fixture: CommandFixture
  private let large: String

  init() throws {
    fixture = try CommandFixture()
    large = try fixture.folder.write(OrderFile.large(20_000).text, to: "large/icd10cm-order-2027.txt")
  }

  private func start() throws -> RunningCommand {
    try CommandRun.started(
      CommandRun.program, ["index", "--no-corpus", "--quiet", "--index", fixture.index, large])
  }

  /// Waits until `condition` holds, at most so many looks long.
  private func poll(_ process: Process, until condition: () -> Bool) -> Bool {
    while process.isRunning {
      if condition() { return true }
      sched_yield()
    }
    return condition()
  }

  private func expectNoResidue(sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(fixture.list("staging").isEmpty, sourceLocation: sourceLocation)
    #expect(fixture.generations.count <= 3, sourceLocation: sourceLocation)
    for folder in [".", "parts", "sources"] {
      #expect(!fixture.list(folder).contains { $0.hasSuffix(".new") }, sourceLocation: sourceLocation)
    }
  }

  @Test("killed at twenty random points, search answers from the old index every time")
  func randomPoints() throws {
    let seed = UInt64.random(in: 1 ... .max)
    var random = Xorshift(state: seed)
    print("seed of the points of killing: \(seed)")
    var before = try fixture.answer()
    // How long a whole build takes, measured in a place of its own.
    let clock = ContinuousClock()
    let duration = try clock.measure {
      _ = try CommandRun.of(["index", "--no-corpus", "--index", fixture.folder.path + "/other", large])
    }
    var killed = 0
    for round in 0..<20 {
      let build = try start()
      let deadline = clock.now + duration * Double(random.next() % 950) / 1000
      while build.process.isRunning, clock.now < deadline { sched_yield() }
      build.kill()
      let run = try build.finish()
      #expect(try fixture.run("verify").status == 0, "round \(round) of seed \(seed)")
      if let generation = fixture.generation, before.hasPrefix(generation) {
        #expect(run.status == 128 + SIGKILL, "\(run.errors)")
        #expect(try fixture.answer() == before, "round \(round) of seed \(seed)")
        killed += 1
      } else {
        // It had published before its time was up: begin again from the small index.
        #expect(try fixture.add(fixture.sources, options: ["--rebuild"]).status == 0)
        before = try fixture.answer()
      }
    }
    #expect(killed > 0)
    #expect(try fixture.add(large).status == 0)
    #expect(try fixture.search("--format", "codes", "variant777").lines.isEmpty == false)
    #expect(try fixture.run("verify").status == 0)
    expectNoResidue()
  }

  @Test("killed at each rename and each sync in turn, the index is the old or the new, never less")
  func eachCall() throws {
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/strace") else {
      print("skipped: strace is not installed")
      return
    }
    let small = try fixture.folder.write(OrderFile.large(50).text, to: "small/icd10cm-order-2027.txt")
    let before = try fixture.answer()
    var killed = 0
    for call in ["rename", "fsync", "fdatasync", "unlink"] {
      var number = 0
      var isWhole = false
      while !isWhole, number < 60 {
        number += 1
        let run = try CommandRun.shell(
          """
          strace -f -qq -o /dev/null -e trace=\(call) -e inject=\(call):signal=KILL:when=\(number) \
          $CODESEARCH index --no-corpus --quiet --index \(fixture.index) \(small)
          """)
        if run.status == 1, run.errors.contains("ptrace") {
          print("skipped: tracing is not permitted here")
          return
        }
        isWhole = run.status == 0
        if !isWhole { killed += 1 }
        if !isWhole, fixture.generation.map(before.hasPrefix) == true {
          #expect(try fixture.answer() == before, "\(call) \(number)")
        }
        #expect(try fixture.run("verify").status == 0, "\(call) \(number)")
        #expect(try fixture.search("embolism").status == 0)
        guard isWhole || fixture.generation.map(before.hasPrefix) != true else { continue }
        // Published: go back, so that the next call is killed in a build that has something to publish.
        #expect(try fixture.add(small).status == 0)
        expectNoResidue()
        #expect(try CommandRun.of(["index", "--rollback", "--index", fixture.index]).status == 0)
      }
      #expect(isWhole, "\(call) was called more than 60 times")
    }
    print("builds killed at a call: \(killed)")
    #expect(killed >= 10)
    #expect(try fixture.answer() == before)
  }

  @Test("a second builder is told who is building, one that waits is served, and a dead holder holds nothing")
  func twoBuilders() throws {
    let lock = fixture.index + "/LOCK"
    let holder = try start()
    let process = holder.process.processIdentifier
    let isHeld = poll(holder.process) {
      (try? String(contentsOfFile: lock, encoding: .utf8)) == "\(process)\n"
    }
    try #require(isHeld)
    // Held still, so that it cannot be done before the second one came.
    kill(process, SIGSTOP)
    let second = try fixture.add(fixture.sources)
    #expect(second.status == 5)
    #expect(second.errorLines.count == 1)
    #expect(second.errors.contains("process \(process)"))
    #expect(try CommandRun.of(["index", "--rollback", "--index", fixture.index]).status == 5)
    #expect(try fixture.search("embolism").status == 0)
    let waiting = try CommandRun.started(
      CommandRun.program, ["index", "--no-corpus", "--wait", "--index", fixture.index, fixture.sources])
    #expect(waiting.process.isRunning)
    holder.kill()
    #expect(try holder.finish().status == 128 + SIGKILL)
    #expect(try waiting.finish().status == 0)
    #expect(try fixture.add(fixture.sources).status == 0)
    expectNoResidue()
  }

  @Test("with no space left the status is 6 and the old index answers")
  func noSpace() throws {
    let before = try fixture.answer()
    for blocks in [8, 64, 512, 2_048] {
      let run = try CommandRun.shell(
        "ulimit -f \(blocks); $CODESEARCH index --no-corpus --index \(fixture.index) \(large)")
      #expect(run.status == 6, "\(blocks) blocks: \(run.errors)")
      #expect(run.errorLines.count == 1)
      #expect(try fixture.answer() == before)
      #expect(fixture.list("staging").isEmpty)
    }
    #expect(try fixture.add(large).status == 0)
    expectNoResidue()
  }

  @Test("on a full device the status is 6 and the old index answers")
  func fullDevice() throws {
    guard geteuid() == 0 else {
      print("skipped: only root can mount a small device")
      return
    }
    let mount = fixture.folder.path + "/device"
    let run = try CommandRun.shell(
      """
      mkdir \(mount)
      mount -t tmpfs -o size=1500k none \(mount) || exit 99
      $CODESEARCH index --no-corpus --quiet --index \(mount)/index \(fixture.sources) || exit 98
      before=$(cat \(mount)/index/CURRENT)
      $CODESEARCH index --no-corpus --index \(mount)/index \(large)
      status=$?
      test "$before" = "$(cat \(mount)/index/CURRENT)" || status=97
      $CODESEARCH search --on 2026-01-15 --format codes --index \(mount)/index I10
      umount \(mount)
      exit $status
      """)
    if run.status == 99 {
      print("skipped: mounting is not permitted here")
      return
    }
    #expect(run.status == 6, "\(run.errors)")
    #expect(run.errorLines.count == 1)
    #expect(run.errors.contains("space"))
    #expect(run.output == "I10\n")
  }
}

/// Random numbers that come again from the same seed.
private struct Xorshift: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}
