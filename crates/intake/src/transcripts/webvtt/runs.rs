//! The nodes of a cue as runs of one voice each, with words where the text holds times. Ruby's small text is left to the
//! cue text as written: it repeats the words beside it.

use super::super::captions::tidy;
use super::cue_text::{Node, NodeKind};
use firsthand_model::transcript::TimedWord;

/// What one voice says in a cue.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Run {
    /// The voice as written; nothing where the text names none.
    pub(super) voice: Option<String>,
    /// Classes of the voice and of what stands in it, in the order of the text; each once.
    pub(super) classes: Vec<String>,
    /// The language, where all of it stands in one.
    pub(super) lang: Option<String>,
    /// The words.
    pub(super) text: String,
    /// The words one by one, where the text holds times.
    pub(super) words: Vec<TimedWord>,
    pieces: Vec<Piece>,
    /// The `v` node it stands in.
    node: Option<usize>,
}

#[derive(Debug, PartialEq)]
struct Piece {
    /// How many times stand before it in the cue.
    mark: usize,
    text: String,
}

/// The runs of a cue that lasts from `start_ms` to `end_ms`; those without words are left out.
pub(super) fn runs(nodes: &[Node], start_ms: i64, end_ms: i64) -> Vec<Run> {
    let mut marks = vec![start_ms];
    let mut runs: Vec<Run> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (index, node) in nodes.iter().enumerate() {
        open.truncate(node.depth);
        match &node.kind {
            NodeKind::Element { .. } => open.push(index),
            NodeKind::Time(time) => marks.push(time.millis()),
            NodeKind::Text(text) => add(&mut runs, nodes, &open, marks.len() - 1, text),
        }
    }
    marks.push(end_ms);
    runs.iter_mut().for_each(|run| run.finish(&marks));
    runs.retain(|run| !run.text.is_empty());
    runs
}

fn add(runs: &mut Vec<Run>, nodes: &[Node], open: &[usize], mark: usize, text: &str) {
    let tags = || open.iter().filter_map(|index| element(&nodes[*index]).map(|element| (*index, element)));
    if tags().any(|(_, (tag, ..))| tag == "rt") {
        return;
    }
    let voice = tags().rfind(|(_, (tag, ..))| *tag == "v");
    let lang = tags().rfind(|(_, (tag, ..))| *tag == "lang").map(|(_, (_, _, lang))| lang.to_owned());
    let node = voice.map(|(index, _)| index);
    if runs.last().is_none_or(|run| run.node != node) {
        let voice = voice.map(|(_, (_, _, name))| name.to_owned()).filter(|name| !name.is_empty());
        runs.push(Run { node, voice, lang: lang.clone(), ..Run::default() });
    }
    let Some(run) = runs.last_mut() else { return };
    if run.lang != lang {
        run.lang = None;
    }
    for class in tags().flat_map(|(_, (_, classes, _))| classes) {
        if !run.classes.contains(class) && run.classes.len() < MAX_CLASSES {
            run.classes.push(class.clone());
        }
    }
    run.pieces.push(Piece { mark, text: text.to_owned() });
}

/// Most classes that a run lists; all stand in the cue text as written.
const MAX_CLASSES: usize = 100;

fn element(node: &Node) -> Option<(&'static str, &[String], &str)> {
    match &node.kind {
        NodeKind::Element { tag, classes, annotation } => Some((tag, classes, annotation)),
        _ => None,
    }
}

impl Run {
    /// Puts the text together, and the words where there is a time between the cue's own.
    fn finish(&mut self, marks: &[i64]) {
        let pieces = std::mem::take(&mut self.pieces);
        let text: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
        self.text = tidy(&text);
        if marks.len() > 2 {
            self.words = pieces
                .iter()
                .enumerate()
                .flat_map(|(index, piece)| {
                    // A mark belongs to the first piece behind it, its end to the last piece before the next mark.
                    let begins = index == 0 || pieces[index - 1].mark != piece.mark;
                    let ends = pieces.get(index + 1).is_none_or(|next| next.mark != piece.mark);
                    words(piece, begins.then_some(marks[piece.mark]), ends.then_some(marks[piece.mark + 1]))
                })
                .collect();
        }
    }
}

/// The words of a piece: the first begins where the piece does, the last ends where it does; nothing is made up between.
fn words(piece: &Piece, start_ms: Option<i64>, end_ms: Option<i64>) -> Vec<TimedWord> {
    let word = |text: &str| TimedWord { text: text.to_owned(), ..TimedWord::default() };
    let mut words: Vec<TimedWord> = piece.text.split_whitespace().map(word).collect();
    if let Some(first) = words.first_mut() {
        first.start_ms = start_ms;
    }
    if let Some(last) = words.last_mut() {
        // Marks that run backwards give a beginning each and no end.
        last.end_ms = end_ms.filter(|end| last.start_ms.is_none_or(|start| start <= *end));
    }
    words
}

#[cfg(test)]
mod tests {
    use super::super::cue_text::parse_cue_text;
    use super::*;

    fn found(text: &str) -> Vec<(Option<String>, String)> {
        runs(&parse_cue_text(text), 0, 9000).into_iter().map(|run| (run.voice, run.text)).collect()
    }

    #[test]
    fn each_voice_in_a_cue_is_a_run_of_its_own() {
        let runs = found("<v Counsel>Where?</v>\n<v Witness>There, <i>там</i>.\n(pause)");
        let run = |voice: &str, text: &str| (Some(voice.to_owned()), text.to_owned());
        assert_eq!(runs, [run("Counsel", "Where?"), run("Witness", "There, там.\n(pause)")]);
        assert_eq!(found("<v>a</v> b"), [(None, "a".to_owned()), (None, "b".to_owned())]);
    }

    #[test]
    fn times_inside_text_time_the_words_beside_them() {
        let runs = runs(&parse_cue_text("One<00:00:02.000><c> two three</c><00:00:04.000> four"), 1000, 5000);
        let words: Vec<_> = runs[0].words.iter().map(|word| (word.text.as_str(), word.start_ms, word.end_ms)).collect();
        let expected = [
            ("One", Some(1000), Some(2000)),
            ("two", Some(2000), None),
            ("three", None, Some(4000)),
            ("four", Some(4000), Some(5000)),
        ];
        assert_eq!(words, expected);
        assert_eq!(runs[0].text, "One two three four");
    }

    #[test]
    fn ruby_text_is_not_spoken_twice_and_classes_are_listed_once() {
        let runs = runs(&parse_cue_text("<ruby>漢<rt>kan</rt></ruby><c.x.y>字<b.x>!"), 0, 1);
        assert_eq!((runs[0].text.as_str(), runs[0].classes.join(" ").as_str()), ("漢字!", "x y"));
    }
}
