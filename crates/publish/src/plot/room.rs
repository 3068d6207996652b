//! Where on a plan or map the letters of places and the signs of who names them find room, so that none lies on another.
//! What finds none is in the list under the picture, which has everything.

use super::plan::{At, MARK, Spot};

/// Signs beside each other at a point, at most.
const ABREAST: usize = 3;
/// Lines of signs at a point, at most.
const LINES: usize = 4;
/// A letter takes this much, px.
const LETTER: (f64, f64) = (10.0, 14.0);

/// Where the letter of a place stands, px, and how many of its signs stand beside each other below it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Room {
    pub x: f64,
    pub y: f64,
    pub across: usize,
    /// Whether the signs stand in the picture at all.
    pub has_signs: bool,
}

/// Left, top, right and bottom, px.
type Box = [f64; 4];

/// The room of every spot, in order; none for what is not in the picture.
pub(super) fn rooms(spots: &[Spot], width: f64, high: f64) -> Vec<Option<Room>> {
    let at_points = spots.iter().filter_map(|spot| middle(spot, width, high));
    // Nothing is written over the cross of a point.
    let mut taken: Vec<Box> = at_points.map(|(x, y)| [x - 6.0, y - 6.0, x + 6.0, y + 6.0]).collect();
    let room = |spot: &Spot| match spot.at {
        At::Nowhere => None,
        At::Part(left, top, across, down) => Some(in_part(spot, [left, top, across, down], width, high)),
        At::Point(..) | At::Unconfirmed(..) => Some(at_point(spot, &mut taken, width, high)),
    };
    spots.iter().map(room).collect()
}

fn middle(spot: &Spot, width: f64, high: f64) -> Option<(f64, f64)> {
    match spot.at {
        At::Point(x, y) | At::Unconfirmed(x, y) => Some((x * width, y * high)),
        At::Part(..) | At::Nowhere => None,
    }
}

fn in_part(spot: &Spot, [left, top, across, down]: [f64; 4], width: f64, high: f64) -> Room {
    let fit = ((across * width - 5.0) / MARK.0, (down * high - 20.0) / MARK.1);
    let (across, lines) = (fit.0.max(0.0) as usize, fit.1.max(0.0) as usize);
    Room { x: left * width + 5.0, y: top * high + 14.0, across, has_signs: spot.marks.len() <= across * lines }
}

/// With all its signs if there is room for them on one side; else the letter alone, which stands in any case.
fn at_point(spot: &Spot, taken: &mut Vec<Box>, width: f64, high: f64) -> Room {
    let Some(at) = middle(spot, width, high) else { return Room { x: 0.0, y: 0.0, across: 1, has_signs: false } };
    let across = spot.marks.len().clamp(1, ABREAST);
    let lines = spot.marks.len().div_ceil(across);
    let letter = LETTER.0 * spot.letter.chars().count() as f64;
    let whole = (letter.max(MARK.0 * across as f64), LETTER.1 + MARK.1 * lines as f64);
    let wanted = [(whole, lines <= LINES), ((letter, LETTER.1), false)];
    for ((wide, tall), has_signs) in wanted.into_iter().filter(|(size, has)| *has || *size != whole) {
        for [x, y] in around(at, wide, tall) {
            let own = [x, y, x + wide, y + tall];
            let is_inside = x >= 2.0 && y >= 2.0 && own[2] <= width - 2.0 && own[3] <= high - 2.0;
            if is_inside && !taken.iter().any(|other| meet(own, *other)) {
                taken.push(own);
                return Room { x, y: y + LETTER.1 - 3.0, across, has_signs };
            }
        }
    }
    Room { x: at.0 + 9.0, y: at.1 - 4.0, across, has_signs: false }
}

/// The corners from which a box of this size stands beside a point: right, left, below, above, and farther out.
fn around((x, y): (f64, f64), wide: f64, tall: f64) -> Vec<[f64; 2]> {
    let at = |far: f64| {
        let (right, left) = (x + far, x - far - wide);
        let (below, above) = (y + far, y - far - tall);
        [
            [right, y - LETTER.1],
            [left, y - LETTER.1],
            [right, above],
            [right, below],
            [left, above],
            [left, below],
            [x - wide / 2.0, below],
            [x - wide / 2.0, above],
        ]
    };
    [8.0, 22.0].into_iter().flat_map(at).collect()
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
        let letter = |room: &Room| [room.x, room.y - 11.0, room.x + 10.0, room.y + 3.0];
        for (at, one) in rooms.iter().enumerate() {
            assert!(one.x >= 2.0 && one.x + 10.0 <= 638.0 && one.y <= 358.0, "{one:?}");
            assert!(rooms[at + 1..].iter().all(|other| !meet(letter(one), letter(other))), "{rooms:?}");
        }
    }

    #[test]
    fn signs_for_which_there_is_no_room_are_left_to_the_list() {
        assert!(!rooms(&[spot(0.5, 0.5, 13)], 640.0, 360.0)[0].unwrap().has_signs);
        assert!(rooms(&[spot(0.5, 0.5, 12)], 640.0, 360.0)[0].unwrap().has_signs);
    }
}
