internal import CodeSearch
internal import Mustache

// Templates read most models by reflection. What is shown at every keystroke answers by itself, which takes a fifth of the
// time. `false` stands for what is absent: with nil the template would look for the name in the models around.

extension SearchPage: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "facets": facets
    case "answer": answer ?? false
    case "welcome": welcome ?? false
    case "problem": problem ?? false
    default: nil
    }
  }
}

extension ResultsView: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "summary": summary
    case "day": day
    case "groups": groups
    case "notices": notices
    case "spoken": spoken
    case "previous": previous ?? false
    case "next": next ?? false
    case "isPaged": isPaged
    case "start": start
    case "isEmpty": isEmpty
    case "query": query
    case "scope": scope
    case "widened": widened ?? false
    default: nil
    }
  }
}

extension ResultsView.Group: MustacheParent {
  func child(named key: String) -> Any? {
    switch key {
    case "name": name
    case "title": title
    case "systems": systems
    case "hits": hits
    case "more": more ?? false
    case "isRanked": isRanked
    default: nil
    }
  }
}

extension HitView: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "code": code
    case "address": address
    case "title": title
    case "copied": copied
    case "system": system ?? false
    case "badges": badges
    case "wording": wording ?? false
    case "why": why
    case "successors": successors
    case "alike": alike
    case "alikeCount": alikeCount
    default: nil
    }
  }
}

extension HitView.Matched: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "label": label
    case "text": text
    default: nil
    }
  }
}

extension HitView.Why: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "typed": typed
    case "matched": matched
    case "route": route
    case "share": share
    default: nil
    }
  }
}

extension Piece: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "text": text
    case "isMarked": isMarked
    case "link": link ?? false
    default: nil
    }
  }
}

extension Badge: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "text": text
    case "style": style
    default: nil
    }
  }
}

extension Link: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "text": text
    case "address": address
    case "note": note ?? ""
    default: nil
    }
  }
}

extension LevelView: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "code": code
    case "address": address
    case "title": title
    case "badges": badges
    default: nil
    }
  }
}
