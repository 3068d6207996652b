//! From the rows that a person marked to claims beside the record: their words found in the text, what they name looked up,
//! the coded answer compared by perspective. A row that names what this audience may not see is a problem with its place.

use crate::check::marks::Mark;
use crate::check::text_places::{Place, Places};
use crate::import::receipt::ProblemAt;
use firsthand_model::beside::{BesideRecord, LaidAs};
use firsthand_model::precedence::Precedence;
use firsthand_model::{Answer, AnswerType, Question, StatementId};
use firsthand_perspective::Evidence;
use firsthand_publish::DossierInput;
use firsthand_publish::checked::Claim;

/// What marked rows are read with.
pub(crate) struct Marked<'a> {
    pub(crate) input: &'a DossierInput,
    pub(crate) evidence: &'a Evidence<'a>,
    pub(crate) places: &'a Places<'a>,
    /// The table's name, for problems.
    pub(crate) file: &'a str,
}

impl Marked<'_> {
    /// The claims in order of their place, those whose words are nowhere last; rows of one claim together.
    pub(crate) fn claims(&self, marks: &[Mark], problems: &mut Vec<ProblemAt>) -> Vec<Claim> {
        let mut claims: Vec<Claim> = Vec::new();
        for mark in marks {
            let found = self.problems(mark);
            let is_sound = !found.iter().any(|problem| problem.fatal);
            problems.extend(found);
            if is_sound {
                self.add(mark, &mut claims);
            }
        }
        if claims.is_empty() && !problems.iter().any(|problem| problem.fatal) {
            let message = "no sentence is marked: write into the column claim of each that states something".to_owned();
            let column = Some("claim".to_owned());
            problems.push(ProblemAt { file: self.file.to_owned(), row: None, column, message, fatal: true });
        }
        let order = |claim: &Claim| claim.place.as_ref().map_or((usize::MAX, 0), |place| (place.start, place.end));
        claims.sort_by_key(|claim| (order(claim), claim.row));
        claims
    }

    /// A further row of the same claim that codes no answer of its own lays further statements beside it.
    fn add(&self, mark: &Mark, claims: &mut Vec<Claim>) {
        let claim = self.claim(mark);
        let same =
            |known: &&mut Claim| known.claim == claim.claim && known.words == claim.words && known.place == claim.place;
        match claims.iter_mut().find(same).filter(|_| mark.answer.is_none()) {
            Some(known) => {
                known.laid.extend(claim.laid);
                known.is_nowhere_by_hand |= claim.is_nowhere_by_hand;
                known.is_statement = known.is_statement.take().or(claim.is_statement);
                known.note = known.note.take().or(claim.note);
                known.question = known.question.take().or(claim.question);
            }
            None => claims.push(claim),
        }
    }

    fn claim(&self, mark: &Mark) -> Claim {
        let place = self.place(mark);
        let laid = mark.statements.iter().filter_map(|id| Some((id.clone(), mark.status?)));
        Claim {
            row: mark.row,
            is_moved: place.as_ref().is_some_and(|place| place.is_moved),
            place: place.map(|place| place.bytes),
            words: if mark.words.is_empty() { mark.sentence.clone() } else { mark.words.clone() },
            claim: mark.claim.clone(),
            is_statement: mark.is_statement.clone(),
            question: mark.question.clone(),
            record: mark.answer.as_ref().map(|answer| self.beside(mark, answer)).unwrap_or_default(),
            answer: mark.answer.clone(),
            laid: laid.collect(),
            is_nowhere_by_hand: mark.status == Some(LaidAs::NowhereHere),
            note: mark.note.clone(),
        }
    }

    fn place(&self, mark: &Mark) -> Option<Place> {
        let sentence = self.places.find(&mark.sentence, mark.characters.as_ref())?;
        if mark.words.is_empty() {
            return Some(sentence);
        }
        let bytes = self.places.inside(&mark.words, &sentence.bytes)?;
        Some(Place { bytes, ..sentence })
    }

    /// What perspective says; a claim that is itself a statement of the case does not stand beside itself.
    fn beside(&self, mark: &Mark, answer: &Answer) -> BesideRecord {
        let mut record = self.evidence.beside(answer).ok().flatten().unwrap_or_default();
        record.answers.retain(|beside| Some(&beside.statement) != mark.is_statement.as_ref());
        record
    }

    fn problems(&self, mark: &Mark) -> Vec<ProblemAt> {
        let at = |column: &str, message: String, fatal: bool| ProblemAt {
            file: self.file.to_owned(),
            row: Some(mark.row),
            column: Some(column.to_owned()),
            message,
            fatal,
        };
        let mut found = Vec::new();
        let question = mark.question.as_ref().map(|id| (id, self.input.questions.iter().find(|one| one.id == *id)));
        if let Some((id, None)) = question {
            found.push(at("question_id", format!("there is no question {id} that this audience may see"), true));
        }
        let strange = mark.statements.iter().filter(|id| !self.has(id));
        found.extend(
            strange
                .map(|id| at("statement_ids", format!("there is no statement {id} that this audience may see"), true)),
        );
        if let Some(id) = mark.is_statement.as_ref().filter(|id| !self.has(id)) {
            found.push(at("is_statement", format!("there is no statement {id} that this audience may see"), true));
        }
        if let (Some((_, Some(question))), Some(answer)) = (question, &mark.answer) {
            found.extend(self.strange_option(question, answer).map(|message| at("answer", message, true)));
            found.extend(self.misread(answer).map(|message| at("answer", message, true)));
            found.extend(self.strange_population(question, answer).map(|message| at("scope", message, false)));
        }
        found
    }

    fn has(&self, id: &StatementId) -> bool {
        self.input.statements.iter().any(|cleared| cleared.statement.id == *id)
    }

    fn misread(&self, answer: &Answer) -> Option<String> {
        self.evidence.beside(answer).err().map(|misfit| format!("expected {}", misfit.expected))
    }

    /// An option that nothing here has would seem to differ from everything.
    fn strange_option(&self, question: &Question, answer: &Answer) -> Option<String> {
        let things: Vec<String> = match answer.r#type {
            Some(AnswerType::Choice | AnswerType::Actor | AnswerType::Place) => {
                answer.option_ids.iter().map(ToString::to_string).collect()
            }
            Some(AnswerType::Order) => {
                Precedence::read(answer.option_ids.iter().map(|id| id.as_str())).ok()?.things().to_vec()
            }
            _ => return None,
        };
        let input = self.input;
        let is_known = |id: &str| {
            question.options.contains_key(id)
                || input.people.iter().any(|one| one.id.as_str() == id)
                || input.places.iter().any(|one| one.id.as_str() == id)
                || input.scene_parts.iter().any(|one| one.id.as_str() == id)
                || input.events.iter().any(|one| one.id.as_str() == id)
        };
        let strange = things.iter().find(|id| !is_known(id))?;
        Some(format!("{strange} is no option of {} and no person, body, place or event here", question.id))
    }

    /// A population that no answer has may be a slip of the pen; it may also be what the text is about.
    fn strange_population(&self, question: &Question, answer: &Answer) -> Option<String> {
        let own = answer.population.as_deref();
        let of_question = self.input.answers.iter().filter(|one| one.question_id.as_ref() == Some(&question.id));
        let mut used: Vec<&str> = of_question.filter_map(|one| one.population.as_deref()).collect();
        if used.is_empty() || own.is_some_and(|own| used.contains(&own)) {
            return None;
        }
        used.sort_unstable();
        used.dedup();
        let said =
            own.map_or_else(|| "no population is named".to_owned(), |own| format!("no answer here is about {own}"));
        Some(format!("{said}; populations of {} here: {}", question.id, used.join(", ")))
    }
}
