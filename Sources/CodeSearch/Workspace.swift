internal import ClinicalLanguage
internal import CodingKnowledge
internal import KnowledgeIndex
internal import Synchronization

/// What one search works with and the next one can use again: an analyzer whose lexicon is filled, and what is known of a
/// day. Belongs to one search at a time.
final class Workspace {
  let analyzer = Analyzer()
  private var view: DayView?

  /// What holds on the snapshot's day.
  func view(of snapshot: Snapshot) -> DayView {
    if let view, view.snapshot.index === snapshot.index, view.snapshot.day == snapshot.day { return view }
    let made = DayView(snapshot)
    view = made
    return made
  }
}

/// Keeps the workspaces that nobody uses.
final class WorkspaceShelf: Sendable {
  private struct Idle: @unchecked Sendable {
    let workspace: Workspace
  }

  private let idle = Mutex<[Idle]>([])

  func take() -> Workspace { idle.withLock { $0.popLast() }?.workspace ?? Workspace() }

  func put(back workspace: Workspace) {
    // A lexicon grows with every new word that is typed; a large one is not worth its memory.
    guard workspace.analyzer.lexicon.wordCount < 100_000 else { return }
    let shelved = Idle(workspace: workspace)
    idle.withLock { $0.append(shelved) }
  }

  /// Takes over those of another shelf, which is empty then, in place of its own.
  func replace(by other: WorkspaceShelf) {
    let taken = other.idle.withLock { idle in
      defer { idle = [] }
      return idle
    }
    idle.withLock { $0 = taken }
  }
}
