//! Photographs in HEIF, made by the kit around pictures that ffmpeg draws: decoded, put together, turned, and refused where damaged.

use crate::making::make;
use crate::media::read_bytes;
use firsthand_intake::{IntakeError, Making};
use firsthand_testkit::Damage;
use firsthand_testkit::made_files::still;
use firsthand_testkit::made_heif::MadeHeif;
use std::path::Path;

/// Most grey levels or levels of a colour by which a plain tile may differ from what was drawn.
const NEAR: u8 = 12;
const RED: [u8; 3] = [255, 0, 0];
const GREEN: [u8; 3] = [0, 128, 0];
const BLUE: [u8; 3] = [0, 0, 255];
const WHITE: [u8; 3] = [255; 3];
/// Four plain tiles of 128 × 128: red and green above, blue and white below.
const TILES: [&str; 4] =
    ["color=red:s=128x128", "color=green:s=128x128", "color=blue:s=128x128", "color=white:s=128x128"];
/// A grid of them, of which a margin at the right and below is not shown.
const GRID: MadeHeif<'static> = MadeHeif {
    tiles: &TILES,
    tile_px: (128, 128),
    grid: (2, 2),
    shown_px: (220, 200),
    quarter_turns: 0,
    exchanged: None,
    is_inside: false,
};
/// One picture that is no grid.
const SINGLE: MadeHeif<'static> = MadeHeif::single(&["testsrc=s=320x240"], (320, 240));

/// The thumbnail of a photograph in HEIF that is written to `path`.
fn thumbnail(path: &Path, bytes: &[u8]) -> Result<image::RgbImage, IntakeError> {
    std::fs::write(path, bytes).unwrap();
    let made = make(path, Making::Thumbnail)?;
    Ok(image::load_from_memory(&std::fs::read(made.path).unwrap()).unwrap().to_rgb8())
}

/// The grid, turned so often, is shown in this size with these colours in its corners, from the upper left by rows.
#[track_caller]
fn check_turned(quarter_turns: u8, exchanged: Option<u8>, sides: (u32, u32), corners: [[u8; 3]; 4]) {
    let folder = tempfile::tempdir().unwrap();
    // Half of them keep their tiles in the box of small data.
    let bytes = MadeHeif { quarter_turns, exchanged, is_inside: quarter_turns % 2 == 1, ..GRID }.bytes(folder.path());
    let shown = thumbnail(&folder.path().join("turned.heic"), &bytes).unwrap();
    assert_eq!(shown.dimensions(), sides, "{quarter_turns} quarters");
    let (right, below) = (sides.0 - 11, sides.1 - 11);
    let found = [(10, 10), (right, 10), (10, below), (right, below)].map(|(x, y)| shown.get_pixel(x, y).0);
    let is_near = |(found, drawn): (&[u8; 3], &[u8; 3])| found.iter().zip(drawn).all(|(a, b)| a.abs_diff(*b) <= NEAR);
    assert!(
        found.iter().zip(&corners).all(is_near),
        "{quarter_turns} quarters, {exchanged:?}: {found:?} for {corners:?}"
    );
}

#[test]
fn tiles_are_put_together_cut_to_what_is_shown_and_turned_as_the_container_says() {
    check_turned(0, None, (220, 200), [RED, GREEN, BLUE, WHITE]);
    check_turned(1, None, (200, 220), [GREEN, WHITE, RED, BLUE]);
    check_turned(2, None, (220, 200), [WHITE, BLUE, GREEN, RED]);
    check_turned(3, None, (200, 220), [BLUE, RED, WHITE, GREEN]);
}

/// The crate that decodes them, 0.1.4, has it the other way round; its authors' pictures have no such mark.
#[test]
fn a_mirrored_photograph_is_mirrored_on_the_side_that_the_standard_says_and_after_its_turn() {
    check_turned(0, Some(0), (220, 200), [BLUE, WHITE, RED, GREEN]);
    check_turned(0, Some(1), (220, 200), [GREEN, RED, WHITE, BLUE]);
    check_turned(1, Some(1), (200, 220), [WHITE, GREEN, BLUE, RED]);
}

#[test]
fn a_tile_border_stands_where_the_tiles_meet() {
    let folder = tempfile::tempdir().unwrap();
    let shown = thumbnail(&folder.path().join("grid.heic"), &GRID.bytes(folder.path())).unwrap();
    for (x, is_red) in [(120, true), (136, false)] {
        assert_eq!(shown.get_pixel(x, 60).0[0] > 128, is_red, "{x}");
    }
    assert!(shown.get_pixel(60, 120).0[0] > 128 && shown.get_pixel(60, 136).0[2] > 128);
}

#[test]
fn a_coded_picture_is_what_was_drawn_and_is_compared_as_that() {
    let folder = tempfile::tempdir().unwrap();
    let heif = folder.path().join("one.heic");
    let bytes = SINGLE.bytes(folder.path());
    let about = read_bytes("one.heic", &bytes).description.unwrap();
    assert_eq!((about.format.as_str(), about.width_px, about.height_px), ("heif", Some(320), Some(240)));
    let shown = thumbnail(&heif, &bytes).unwrap();
    let drawn = folder.path().join("drawn.png");
    still(&drawn, "-f lavfi -i testsrc=s=320x240 -frames:v 1");
    let grey = |picture: image::DynamicImage| picture.to_luma8().into_raw();
    let (found, drawn_grey) = (grey(shown.into()), grey(image::open(&drawn).unwrap()));
    let unlike: u64 = found.iter().zip(&drawn_grey).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
    assert!(unlike / (320 * 240) < 4, "{} grey levels", unlike / (320 * 240));
    let hash = |path: &Path| {
        let made = make(path, Making::PictureHash).unwrap();
        let document: serde_json::Value = serde_json::from_slice(&std::fs::read(made.path).unwrap()).unwrap();
        u64::from_str_radix(document["frames"][0]["hash"].as_str().unwrap(), 16).unwrap()
    };
    assert!((hash(&heif) ^ hash(&drawn)).count_ones() <= 3, "{:x} {:x}", hash(&heif), hash(&drawn));
}

/// The photograph is refused, and the reason says this and what to do.
#[track_caller]
fn check_refused(bytes: &[u8], part: &str) {
    let folder = tempfile::tempdir().unwrap();
    let shown = thumbnail(&folder.path().join("bad.heic"), bytes).map(|shown| shown.dimensions());
    let error = shown.unwrap_err();
    assert!(matches!(error, IntakeError::NotMade { .. }) && error.to_string().contains(part), "{part}: {error}");
}

/// The file with other bytes so far behind the first box of a kind.
fn with(bytes: &[u8], kind: &[u8; 4], behind: usize, others: &[u8]) -> Vec<u8> {
    let at = bytes.windows(4).position(|four| four == kind).unwrap() + 4 + behind;
    [&bytes[..at], others, &bytes[at + others.len()..]].concat()
}

/// The file with another length in the first box of a kind.
fn with_length(bytes: &[u8], kind: &[u8; 4], length: u32) -> Vec<u8> {
    let at = bytes.windows(4).position(|four| four == kind).unwrap() - 4;
    [&bytes[..at], &length.to_be_bytes(), &bytes[at + 4..]].concat()
}

#[test]
fn what_is_too_large_is_refused_by_its_header_and_by_its_tiles() {
    let folder = tempfile::tempdir().unwrap();
    let wall = MadeHeif { shown_px: (100_000, 100_000), ..SINGLE }.bytes(folder.path());
    check_refused(&wall, "100000 × 100000 pixels");
    let many = MadeHeif { tiles: &TILES[..1], grid: (32, 33), ..GRID }.bytes(folder.path());
    check_refused(&many, "1056 tiles, and at most 1024 are put together. Save it as JPEG");
    let wide =
        MadeHeif { tiles: &["color=red:s=400x400"], tile_px: (400, 400), grid: (32, 32), ..GRID }.bytes(folder.path());
    check_refused(&wide, "163840000 pixels together");
}

#[test]
fn boxes_made_to_lead_a_reader_astray_lead_nowhere() {
    let folder = tempfile::tempdir().unwrap();
    let grid = GRID.bytes(folder.path());
    for kind in [b"meta", b"iinf", b"iref", b"iprp", b"ipco", b"hvcC", b"iloc", b"ipma"] {
        for length in [1, 7, 0x7fff_ffff, u32::MAX] {
            check_refused(&with_length(&grid, kind, length), "Save it as JPEG");
        }
    }
    // The grid is the fifth thing in the file: made of itself, of what is not there, and of fewer tiles than it has places.
    for tiles in [[0, 4, 0, 5], [0, 4, 0, 9], [0, 3, 0, 1]] {
        check_refused(&with(&grid, b"dimg", 2, &tiles), "Save it as JPEG");
    }
    // The first picture lies beyond the end of the file, and then has no end.
    for place in [[0x7f, 0xff, 0xff, 0xff, 0, 0, 0, 9], [0, 0, 0, 9, 0xff, 0xff, 0xff, 0xff]] {
        check_refused(&with(&grid, b"iloc", 16, &place), "Save it as JPEG");
    }
    check_refused(&grid[..grid.len() / 2], "Save it as JPEG");
    check_refused(&with(&grid, b"ftyp", 8, b"avif"), "AV1 in the HEIF container");
}

#[test]
fn damaged_photographs_are_shown_or_refused_and_never_stop_the_child() {
    let folder = tempfile::tempdir().unwrap();
    let whole = [GRID.bytes(folder.path()), SINGLE.bytes(folder.path())];
    let (mut shown, mut refused) = (0, 0);
    for number in 0..180 {
        let mut damage = Damage::seeded(number);
        let of = usize::try_from(number % 2).unwrap();
        let mut bytes = damage.of(&whole[of], &whole[1 - of]);
        if number % 3 > 0 {
            bytes.clone_from(&whole[of]);
            for _ in 0..=damage.below(3) {
                let at = damage.below(bytes.len());
                bytes[at] = u8::try_from(damage.below(256)).unwrap();
            }
        }
        // Damage to the first bytes makes another kind of file of it, which is refused by others.
        bytes.splice(..bytes.len().min(12), whole[of][..12].iter().copied());
        match thumbnail(&folder.path().join(format!("{number}.heic")), &bytes) {
            Ok(_) => shown += 1,
            Err(IntakeError::NotMade { .. }) => refused += 1,
            Err(error) => panic!("case {number}: {error}"),
        }
    }
    assert!(shown > 0 && refused > 0, "{shown} shown, {refused} refused");
    println!("{shown} shown, {refused} refused");
}
