//! What is made of originals for looking and listening, by the real programs: posters, peaks, proxies, pages, thumbnails.

use crate::media::read_file;
use crate::support::sandbox;
use firsthand_intake::{IntakeError, Limits, Made, Making};
use firsthand_testkit::made_files::{self, MadePage};
use std::path::Path;
use std::process::Command;

/// Makes something of a file in a scratch folder of its own beside it.
pub fn make(path: &Path, making: Making) -> Result<Made, IntakeError> {
    let scratch = path.with_extension(format!("{making:?}").to_lowercase().replace(['(', ')'], ""));
    std::fs::create_dir(&scratch).unwrap();
    sandbox(&["__read"], Limits::default()).make(path, making, &scratch)
}

/// What is made of it is a JPEG of this size, and says so.
#[track_caller]
fn check_still(path: &Path, making: Making, width_px: u32, height_px: u32) {
    let made = make(path, making).unwrap();
    let shown =
        image::open(&made.path).or_else(|_| image::load_from_memory(&std::fs::read(&made.path).unwrap())).unwrap();
    assert_eq!((shown.width(), shown.height()), (width_px, height_px), "{making:?}");
    assert_eq!((made.width_px, made.height_px), (Some(width_px), Some(height_px)), "{making:?}");
}

/// It cannot be made, and the reason says this.
#[track_caller]
fn check_refused(path: &Path, making: Making, part: &str) {
    let error = make(path, making).unwrap_err();
    assert!(error.to_string().contains(part), "{error}");
}

/// The codecs of a file's streams, as ffprobe names them.
fn codecs(path: &Path) -> String {
    let words = ["-v", "error", "-show_entries", "stream=codec_name,pix_fmt", "-of", "csv=p=0"];
    let output = Command::new("ffprobe").args(words).arg(path).output().unwrap();
    String::from_utf8(output.stdout).unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_film_has_a_poster_and_peaks() {
    let folder = tempfile::tempdir().unwrap();
    let film = folder.path().join("film.mp4");
    made_files::film(&film, "2004-09-03T10:05:00Z");
    check_still(&film, Making::Poster(1000), 320, 240);
    let peaks = make(&film, Making::Peaks).unwrap();
    let peaks: serde_json::Value = serde_json::from_slice(&std::fs::read(peaks.path).unwrap()).unwrap();
    let data: Vec<i64> = peaks["data"].as_array().unwrap().iter().map(|value| value.as_i64().unwrap()).collect();
    assert!(peaks["length"].as_u64().unwrap().abs_diff(20) <= 1, "{peaks}");
    // A tone at one eighth of full scale.
    assert!((8..40).contains(&data[11]) && (-40..-8).contains(&data[10]), "{data:?}");
    check_refused(&film, Making::Poster(600_000), "nothing in it that could be shown");
}

#[test]
fn what_browsers_do_not_play_becomes_what_they_play_with_its_index_first() {
    let folder = tempfile::tempdir().unwrap();
    let film = folder.path().join("old.avi");
    made_files::film(&film, "2004-09-03T10:05:00Z");
    let proxy = make(&film, Making::Film).unwrap();
    assert_eq!(codecs(&proxy.path), "h264,yuv420p aac");
    let bytes = std::fs::read(&proxy.path).unwrap();
    let place = |atom: &[u8]| bytes.windows(4).position(|four| four == atom).unwrap();
    assert!(place(b"moov") < place(b"mdat"));
    let proxy = make(&film, Making::Sound).unwrap();
    assert_eq!(codecs(&proxy.path), "aac");
}

#[test]
fn a_page_is_drawn_and_a_page_that_is_not_there_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log.pdf");
    std::fs::write(&path, made_files::pdf("Log", &[MadePage::Words(&["The keeper wrote."])], "")).unwrap();
    check_still(&path, Making::Page(1), 1131, 1600);
    check_refused(&path, Making::Page(2), "pdftoppm");
}

#[test]
fn a_thumbnail_stands_upright_whatever_the_camera_did() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("photo.jpg");
    // Its EXIF says that it is to be turned by a quarter.
    made_files::photograph(&path);
    check_still(&path, Making::Thumbnail, 48, 64);
    let large = folder.path().join("large.png");
    image::RgbaImage::from_pixel(2000, 1000, image::Rgba([0, 0, 0, 0])).save(&large).unwrap();
    check_still(&large, Making::Thumbnail, 480, 240);
    let shown = image::load_from_memory(&std::fs::read(folder.path().join("large.thumbnail/worked")).unwrap()).unwrap();
    assert!(shown.to_luma8().get_pixel(10, 10).0[0] > 250, "what is transparent is white");
}

#[test]
fn a_photograph_in_avif_is_read_and_shown() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("photo.avif");
    made_files::still(&path, "-f lavfi -i testsrc=s=640x480 -frames:v 1 -c:v libaom-av1 -still-picture 1");
    let reading = read_file(&path);
    let about = reading.description.unwrap();
    assert_eq!((about.format.as_str(), about.width_px, about.height_px), ("avif", Some(640), Some(480)));
    check_still(&path, Making::DecodedThumbnail, 480, 360);
    assert!(make(&path, Making::DecodedPictureHash).unwrap().path.exists());
    check_refused(&path, Making::Thumbnail, "not one that can be decoded here");
}

/// A whole PNG of one pixel whose header claims another size, with the checksum that fits.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut png = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(1, 1).write_to(&mut png, image::ImageFormat::Png).unwrap();
    let mut png = png.into_inner();
    png[16..20].copy_from_slice(&width.to_be_bytes());
    png[20..24].copy_from_slice(&height.to_be_bytes());
    let step = |sum: u32, _| if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 };
    let sum = png[12..29].iter().fold(!0, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), step));
    png[29..33].copy_from_slice(&(!sum).to_be_bytes());
    png
}

#[test]
fn pictures_made_to_break_a_decoder_are_refused_by_their_header() {
    let folder = tempfile::tempdir().unwrap();
    let check = |name: &str, bytes: &[u8], part: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        check_refused(&path, Making::Thumbnail, part);
    };
    check("wall.png", &png(100_000, 100_000), "100000 × 100000 pixels");
    check("long.png", &png(2_000_000_000, 1), "more memory");
    check("cut.png", &png(40, 40)[..60], "damaged, or no picture");
    check("words.png", b"no picture at all", "format");
    let photo = made_files::photograph(&folder.path().join("photo.jpg"));
    check("torn.jpg", &photo[..photo.len() / 3], "damaged, or no picture");
}

#[test]
fn a_film_that_is_none_gives_nothing_and_opens_no_other_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list.mp4");
    std::fs::write(&path, "ffconcat version 1.0\nfile '/etc/passwd'\n").unwrap();
    for making in [Making::Poster(0), Making::Peaks, Making::Film, Making::FrameHashes] {
        check_refused(&path, making, "ffmpeg");
    }
}
