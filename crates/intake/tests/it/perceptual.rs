//! Perceptual hashes of drawn pictures: what is made of one stays near it, another drawing is far.

use crate::making::make;
use firsthand_intake::Making;
use firsthand_testkit::made_files;
use image::imageops::FilterType;
use image::{DynamicImage, Rgb, RgbImage};
use std::path::Path;

/// A drawing of a few shapes: discs and bars whose places come from a number.
fn drawing(number: u32) -> DynamicImage {
    let at = |index: u32, most: u32| (number.wrapping_mul(2_654_435_761).rotate_left(index * 5) >> 8) % most;
    let mut picture = RgbImage::from_pixel(640, 480, Rgb([120, 140, 160]));
    for (x, y, pixel) in picture.enumerate_pixels_mut() {
        for shape in 0..6 {
            let (left, top, size) = (at(shape, 560), at(shape + 1, 400), 40 + at(shape + 2, 120));
            let is_disc = shape % 2 == 0;
            let (across, down) = (x.abs_diff(left + size / 2), y.abs_diff(top + size / 2));
            let is_in =
                if is_disc { across * across + down * down < size * size / 4 } else { across < size && down < 30 };
            if is_in {
                *pixel = Rgb([(40 * shape + 20) as u8, (200 - 30 * shape) as u8, (35 * shape) as u8]);
            }
        }
    }
    picture.into()
}

fn hash_of(path: &Path) -> Option<u64> {
    let made = make(path, Making::PictureHash).unwrap();
    let found: serde_json::Value = serde_json::from_slice(&std::fs::read(made.path).unwrap()).unwrap();
    let hash = found["frames"].get(0)?["hash"].as_str().unwrap().to_owned();
    Some(u64::from_str_radix(&hash, 16).unwrap())
}

fn hash(folder: &Path, name: &str, picture: &DynamicImage) -> u64 {
    picture.save(folder.join(name)).unwrap();
    hash_of(&folder.join(name)).unwrap()
}

fn distance(one: u64, other: u64) -> u32 {
    (one ^ other).count_ones()
}

#[test]
fn what_is_scaled_recompressed_or_brighter_stays_near() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    for number in 1..6 {
        let picture = drawing(number);
        let whole = hash(folder, &format!("{number}.png"), &picture);
        let smaller = hash(folder, &format!("{number}-small.png"), &picture.resize(213, 160, FilterType::Lanczos3));
        let brighter = hash(folder, &format!("{number}-bright.png"), &picture.brighten(30));
        let path = folder.join(format!("{number}-poor.jpg"));
        let poor = image::codecs::jpeg::JpegEncoder::new_with_quality(std::fs::File::create(&path).unwrap(), 20);
        picture.to_rgb8().write_with_encoder(poor).unwrap();
        for variant in [smaller, brighter, hash_of(&path).unwrap()] {
            assert!(distance(whole, variant) <= 7, "{number}: {}", distance(whole, variant));
        }
    }
}

#[test]
fn other_drawings_are_far() {
    let folder = tempfile::tempdir().unwrap();
    let hashes: Vec<u64> =
        (1..9).map(|number| hash(folder.path(), &format!("{number}.png"), &drawing(number))).collect();
    for (at, one) in hashes.iter().enumerate() {
        for other in &hashes[at + 1..] {
            assert!(distance(*one, *other) > 7, "{}", distance(*one, *other));
        }
    }
}

#[test]
fn a_picture_of_one_colour_is_like_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plain.png");
    RgbImage::from_pixel(64, 64, Rgb([9, 9, 9])).save(&path).unwrap();
    assert_eq!(hash_of(&path), None);
}

#[test]
fn the_frames_of_a_film_are_near_those_of_its_copy() {
    let folder = tempfile::tempdir().unwrap();
    let (film, copy) = (folder.path().join("film.mp4"), folder.path().join("copy.webm"));
    made_files::film(&film, "2004-09-03T10:05:00Z");
    made_files::film(&copy, "2004-09-03T10:05:00Z");
    let first = |path: &Path| {
        let made = make(path, Making::FrameHashes).unwrap();
        let found: serde_json::Value = serde_json::from_slice(&std::fs::read(made.path).unwrap()).unwrap();
        assert_eq!(found["frames"][0]["at_ms"], 0);
        u64::from_str_radix(found["frames"][0]["hash"].as_str().unwrap(), 16).unwrap()
    };
    assert!(distance(first(&film), first(&copy)) <= 7);
}
