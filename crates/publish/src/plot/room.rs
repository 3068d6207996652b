//! Where on a plan or map the letters of places and the signs of who names them find room, so that none lies on another.
//! Signs that do not stand in what they are of stand in a frame with a line to it. What finds no room is in the list under the
//! picture, which has everything.

use super::plan::{At, MARK, Spot};

/// Signs beside each other at a point, at most.
const ABREAST: usize = 3;
/// Lines of signs at a point, at most.
const LINES: usize = 4;
/// A letter takes this much, px.
const LETTER: (f64, f64) = (10.0, 14.0);

/// Signs beside each other in a frame beside a part, at most.
const ABREAST_OUTSIDE: usize = 6;
/// Between a frame and what stands in it, px.
const INSET: f64 = 3.0;

/// Where the letter of a place stands, px, and where the signs of who names it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Room {
    pub letter: (f64, f64),
    /// None where they stand in the list alone.
    pub signs: Option<Signs>,
}

/// The first sign's place and how many stand beside each other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Signs {
    pub at: (f64, f64),
    pub across: usize,
    /// A frame around them with a line to what they are of; none where they stand in it.
    pub frame: Option<Frame>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Frame {
    pub around: Box,
    /// From what they are of to the frame.
    pub lead: [(f64, f64); 2],
}

/// Left, top, right and bottom, px.
pub(super) type Box = [f64; 4];

/// The room of every spot, in order; none for what is not in the picture.
pub(super) fn rooms(spots: &[Spot], width: f64, high: f64) -> Vec<Option<Room>> {
    let mut sheet = Sheet { width, high, taken: Vec::new() };
    // Nothing is written over the cross of a point, nor over another part.
    sheet.taken.extend(spots.iter().filter_map(|spot| ground(spot, width, high)));
    spots.iter().map(|spot| sheet.room(spot)).collect()
}

/// What a place itself takes of the picture.
fn ground(spot: &Spot, width: f64, high: f64) -> Option<Box> {
    match spot.at {
        At::Point(x, y) | At::Unconfirmed(x, y) => {
            let (x, y) = (x * width, y * high);
            Some([x - 6.0, y - 6.0, x + 6.0, y + 6.0])
        }
        At::Part(left, top, across, down) => {
            Some([left * width, top * high, (left + across) * width, (top + down) * high])
        }
        At::Nowhere => None,
    }
}

/// The picture with what is written already.
struct Sheet {
    width: f64,
    high: f64,
    taken: Vec<Box>,
}

impl Sheet {
    fn room(&mut self, spot: &Spot) -> Option<Room> {
        let own = ground(spot, self.width, self.high)?;
        Some(match spot.at {
            At::Part(..) => self.in_part(spot, own),
            _ => self.at_point(spot, own),
        })
    }

    /// The signs stand in the part if they have room there; else beside it, in a frame.
    fn in_part(&mut self, spot: &Spot, own: Box) -> Room {
        let fit = ((own[2] - own[0] - 5.0) / MARK.0, (own[3] - own[1] - 20.0) / MARK.1);
        let (across, lines) = (fit.0.max(0.0) as usize, fit.1.max(0.0) as usize);
        let letter = (own[0] + 5.0, own[1] + 14.0);
        if spot.marks.len() <= across * lines {
            return Room { letter, signs: Some(Signs { at: under(letter), across: across.max(1), frame: None }) };
        }
        let across = spot.marks.len().min(ABREAST_OUTSIDE);
        let lines = spot.marks.len().div_ceil(across);
        let size = (MARK.0 * across as f64 + 2.0 * INSET, MARK.1 * lines as f64 + 2.0 * INSET);
        let signs = self.beside(own, size).filter(|_| lines <= LINES).map(|around| {
            let at = (around[0] + INSET + 6.0, around[1] + INSET + MARK.1 / 2.0);
            Signs { at, across, frame: Some(Frame { around, lead: lead(own, around) }) }
        });
        Room { letter, signs }
    }

    /// With all its signs if there is room for them on one side; else the letter alone, which stands in any case.
    fn at_point(&mut self, spot: &Spot, own: Box) -> Room {
        let across = spot.marks.len().clamp(1, ABREAST);
        let lines = spot.marks.len().div_ceil(across);
        let letter = LETTER.0 * spot.letter.chars().count() as f64;
        let whole = (letter.max(MARK.0 * across as f64), LETTER.1 + MARK.1 * lines as f64);
        let framed = (whole.0 + 2.0 * INSET, whole.1 + 2.0 * INSET);
        if lines <= LINES
            && !spot.marks.is_empty()
            && let Some(around) = self.beside(own, framed)
        {
            let letter = (around[0] + INSET, around[1] + INSET + LETTER.1 - 3.0);
            let frame = Some(Frame { around, lead: lead(own, around) });
            return Room { letter, signs: Some(Signs { at: under(letter), across, frame }) };
        }
        let alone = self.beside(own, (letter, LETTER.1)).map(|at| (at[0], at[1] + LETTER.1 - 3.0));
        Room { letter: alone.unwrap_or((own[2] + 3.0, own[1] + 2.0)), signs: None }
    }

    /// The nearest free place beside a box for one of this size, which is taken from then on; if it can be, one to which a
    /// line runs over nothing else.
    fn beside(&mut self, own: Box, size: (f64, f64)) -> Option<Box> {
        let free: Vec<Box> = around(own, size).into_iter().filter(|one| self.is_free(*one)).collect();
        let found = free.iter().find(|one| self.is_clear(own, lead(own, **one))).or(free.first()).copied()?;
        self.taken.push(found);
        Some(found)
    }

    fn is_free(&self, one: Box) -> bool {
        let is_inside = one[0] >= 2.0 && one[1] >= 2.0 && one[2] <= self.width - 2.0 && one[3] <= self.high - 2.0;
        is_inside && !self.taken.iter().any(|other| meet(one, *other))
    }

    /// Whether a line from a box runs over no other; looked at along its way.
    fn is_clear(&self, own: Box, [from, to]: [(f64, f64); 2]) -> bool {
        const LOOKS: u32 = 16;
        let along = |look: u32| {
            let share = f64::from(look) / f64::from(LOOKS);
            (from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share)
        };
        let others = || self.taken.iter().filter(|other| **other != own);
        (0..=LOOKS).map(along).all(|(x, y)| !others().any(|other| meet([x, y, x, y], *other)))
    }
}

/// Where the first sign under a letter stands.
fn under((x, y): (f64, f64)) -> (f64, f64) {
    (x + 6.0, y + 13.0)
}

/// Boxes of a size beside another: right, left, below, above, at its corners, and farther out.
fn around(own: Box, (wide, tall): (f64, f64)) -> Vec<Box> {
    let at = |far: f64| {
        let (right, left) = (own[2] + far, own[0] - far - wide);
        let (below, above) = (own[3] + far, own[1] - far - tall);
        let (level, upright) = (f64::midpoint(own[1], own[3]) - tall / 2.0, f64::midpoint(own[0], own[2]) - wide / 2.0);
        [
            [right, level],
            [left, level],
            [right, above],
            [right, below],
            [left, above],
            [left, below],
            [upright, below],
            [upright, above],
        ]
    };
    let corners = [6.0, 20.0, 44.0, 80.0].into_iter().flat_map(at);
    corners.map(|[x, y]| [x, y, x + wide, y + tall]).collect()
}

/// From the edge of one box to the edge of another, the short way.
fn lead(own: Box, around: Box) -> [(f64, f64); 2] {
    let middle = |one: Box| (f64::midpoint(one[0], one[2]), f64::midpoint(one[1], one[3]));
    let within = |one: Box, (x, y): (f64, f64)| (x.clamp(one[0], one[2]), y.clamp(one[1], one[3]));
    let from = within(own, middle(around));
    [from, within(around, from)]
}

fn meet(one: Box, other: Box) -> bool {
    one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3]
}

#[cfg(test)]
mod tests {
    use super::super::plan::SpotMark;
    use super::*;
    use crate::page::Said;
    use firsthand_model::BasisFamily;

    fn spot(x: f64, y: f64, marks: usize) -> Spot {
        let mark = |number| SpotMark {
            statement: format!("E{number}"),
            number,
            family: BasisFamily::Told,
            label: Said::default(),
            is_viewpoint: false,
            is_seen_from: false,
            is_denied: false,
        };
        Spot {
            letter: "A".into(),
            label: Said::default(),
            doubt: None,
            stands_with: Vec::new(),
            at: At::Point(x, y),
            reach: None,
            marks: (0..marks).map(mark).collect(),
        }
    }

    #[test]
    fn letters_of_points_beside_each_other_do_not_lie_on_each_other() {
        let spots = [spot(0.5, 0.5, 2), spot(0.52, 0.5, 2), spot(0.51, 0.53, 3), spot(0.99, 0.98, 1)];
        let rooms: Vec<Room> = rooms(&spots, 640.0, 360.0).into_iter().flatten().collect();
        assert_eq!(rooms.len(), spots.len());
        let letter = |Room { letter: (x, y), .. }: &Room| [*x, y - 11.0, x + 10.0, y + 3.0];
        for (at, one) in rooms.iter().enumerate() {
            assert!(one.letter.0 >= 2.0 && one.letter.0 + 10.0 <= 638.0 && one.letter.1 <= 358.0, "{one:?}");
            assert!(rooms[at + 1..].iter().all(|other| !meet(letter(one), letter(other))), "{rooms:?}");
        }
    }

    #[test]
    fn signs_for_which_there_is_no_room_are_left_to_the_list() {
        assert!(rooms(&[spot(0.5, 0.5, 13)], 640.0, 360.0)[0].unwrap().signs.is_none());
        assert!(rooms(&[spot(0.5, 0.5, 12)], 640.0, 360.0)[0].unwrap().signs.is_some());
    }

    #[test]
    fn signs_of_a_small_part_stand_beside_it_in_a_frame_that_leads_to_it() {
        let part = |left: f64, marks| Spot { at: At::Part(left, 0.4, 0.05, 0.1), ..spot(0.0, 0.0, marks) };
        let spots = [part(0.4, 2), part(0.46, 1), part(0.52, 5)];
        let found: Vec<Signs> =
            rooms(&spots, 640.0, 360.0).into_iter().map(|room| room.unwrap().signs.unwrap()).collect();
        let frames: Vec<Frame> = found.iter().map(|signs| signs.frame.unwrap()).collect();
        for (at, (frame, spot)) in frames.iter().zip(&spots).enumerate() {
            let [from, to] = frame.lead;
            assert!(holds(ground(spot, 640.0, 360.0).unwrap(), from) && holds(frame.around, to), "{frame:?}");
            assert!(frames[at + 1..].iter().all(|other| !meet(frame.around, other.around)), "{frames:?}");
            assert!(spots.iter().all(|spot| !meet(frame.around, ground(spot, 640.0, 360.0).unwrap())), "{frames:?}");
            let middle = (f64::midpoint(from.0, to.0), f64::midpoint(from.1, to.1));
            assert!(spots.iter().all(|spot| !inside(ground(spot, 640.0, 360.0).unwrap(), middle)), "{frames:?}");
        }
    }

    fn inside(one: Box, (x, y): (f64, f64)) -> bool {
        meet(one, [x, y, x, y])
    }

    fn holds(one: Box, (x, y): (f64, f64)) -> bool {
        (one[0]..=one[2]).contains(&x) && (one[1]..=one[3]).contains(&y)
    }

    #[test]
    fn signs_in_a_part_with_room_for_them_need_no_frame() {
        let spot = Spot { at: At::Part(0.1, 0.1, 0.5, 0.5), ..spot(0.0, 0.0, 6) };
        assert_eq!(rooms(&[spot], 640.0, 360.0)[0].unwrap().signs.unwrap().frame, None);
    }
}
