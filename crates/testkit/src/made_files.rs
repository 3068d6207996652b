//! Files of strangers as tests need them, made on the spot: PDF by hand, film, sound and pictures by ffmpeg.
//! Nothing of them is committed, and no real person is in them.

use crate::made_heif::part;
use std::path::Path;
use std::process::Command;

/// What a page of a made PDF shows.
#[derive(Debug, Clone, Copy)]
pub enum MadePage<'a> {
    /// Lines of text, in any script.
    Words(&'a [&'a str]),
    /// A picture in JPEG with its width and height, over the whole page: a scan.
    Scan(&'a [u8], u32, u32),
    /// Nothing.
    Blank,
}

/// A PDF of A4 pages with a title. `more` goes into its catalog as it stands, such as an action.
pub fn pdf(title: &str, pages: &[MadePage<'_>], more: &str) -> Vec<u8> {
    let mut objects: Vec<Vec<u8>> = Vec::new();
    let kids: Vec<String> = (0..pages.len()).map(|index| format!("{} 0 R", 4 + index * 4)).collect();
    let info = format!("<</Title {}>>", utf16(title));
    objects.push(format!("<</Type/Catalog/Pages 2 0 R {more}>>").into_bytes());
    objects.push(format!("<</Type/Pages/Kids[{}]/Count {}>>", kids.join(" "), pages.len()).into_bytes());
    objects.push(info.into_bytes());
    for (index, page) in pages.iter().enumerate() {
        let first = 4 + index * 4;
        let resources = match page {
            MadePage::Words(_) => format!("/Font<</F {} 0 R>>", first + 2),
            MadePage::Scan(..) => format!("/XObject<</I {} 0 R>>", first + 2),
            MadePage::Blank => String::new(),
        };
        objects.push(
            format!(
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {} 0 R/Resources<<{resources}>>>>",
                first + 1
            )
            .into_bytes(),
        );
        objects.extend(contents(page, first + 3));
    }
    assemble(&objects)
}

/// The three objects behind a page: its stream, what it draws with, and what that needs.
fn contents(page: &MadePage<'_>, last: usize) -> [Vec<u8>; 3] {
    match page {
        MadePage::Words(lines) => {
            let mut letters: Vec<char> = lines.iter().flat_map(|line| line.chars()).collect();
            letters.sort_unstable();
            letters.dedup();
            let code = |letter: char| 33 + letters.binary_search(&letter).unwrap_or(0);
            let hex = |line: &str| line.chars().map(|letter| format!("{:02x}", code(letter))).collect::<String>();
            let shown: String = lines.iter().map(|line| format!("<{}> Tj 0 -20 Td ", hex(line))).collect();
            let map: String = letters.iter().map(|l| format!("<{:02x}> <{:04x}>\n", code(*l), *l as u32)).collect();
            let map = format!(
                "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /M def 1 begincodespacerange \
                 <00> <ff> endcodespacerange {} beginbfchar\n{map}endbfchar endcmap end end",
                letters.len()
            );
            let font = format!("<</Type/Font/Subtype/Type1/BaseFont/Courier/ToUnicode {last} 0 R>>");
            [
                stream("", format!("BT /F 12 Tf 72 760 Td {shown}ET").as_bytes()),
                font.into_bytes(),
                stream("", map.as_bytes()),
            ]
        }
        MadePage::Scan(jpeg, width, height) => {
            let about = format!(
                "/Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace/DeviceRGB/BitsPerComponent 8\
                 /Filter/DCTDecode"
            );
            [stream("", b"q 595 0 0 842 0 0 cm /I Do Q"), stream(&about, jpeg), b"null".to_vec()]
        }
        MadePage::Blank => [stream("", b""), b"null".to_vec(), b"null".to_vec()],
    }
}

fn stream(about: &str, bytes: &[u8]) -> Vec<u8> {
    let head = format!("<<{about}/Length {}>>\nstream\n", bytes.len());
    [head.as_bytes(), bytes, b"\nendstream"].concat()
}

fn utf16(text: &str) -> String {
    let units: String = text.encode_utf16().map(|unit| format!("{unit:04x}")).collect();
    format!("<feff{units}>")
}

fn assemble(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut pdf = b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let mut table = String::new();
    for (index, object) in objects.iter().enumerate() {
        table.push_str(&format!("{:010} 00000 n \n", pdf.len()));
        pdf.extend(format!("{} 0 obj\n", index + 1).into_bytes());
        pdf.extend(object);
        pdf.extend(b"\nendobj\n");
    }
    let (at, count) = (pdf.len(), objects.len() + 1);
    let end = format!(
        "xref\n0 {count}\n0000000000 65535 f \n{table}trailer\n<</Size {count}/Root 1 0 R/Info 3 0 R>>\nstartxref\n{at}\n%%EOF\n"
    );
    pdf.extend(end.into_bytes());
    pdf
}

/// Two seconds of a test picture of 320 × 240 with a tone, said to be made at the moment `made` (RFC 3339, UTC).
pub fn film(path: &Path, made: &str) {
    let made = format!("creation_time={made}");
    let words = "-f lavfi -i testsrc=d=2:s=320x240:r=25 -f lavfi -i sine=d=2 -pix_fmt yuv420p -shortest -metadata";
    ffmpeg(words, &[&made, "-metadata", "title=A lantern"], path);
}

/// A tone of one second.
pub fn sound(path: &Path) {
    ffmpeg("-f lavfi -i sine=d=1", &[], path);
}

/// A tone of one second whose file says that it was made at a place (ISO 6709).
pub fn sound_made_at(path: &Path, position: &str) {
    ffmpeg("-f lavfi -i sine=d=1 -metadata", &[&format!("location={position}")], path);
}

/// Lines of black print on a white page of 1240 × 1754 pixels, as JPEG.
pub fn scan(lines: &[&str], path: &Path) -> Vec<u8> {
    let draw = |(index, line): (usize, &&str)| {
        format!("drawtext=font='Noto Sans':fontsize=44:x=120:y={}:text='{line}'", 200 + index * 90)
    };
    let filter: Vec<String> = lines.iter().enumerate().map(draw).collect();
    ffmpeg("-f lavfi -i color=white:s=1240x1754 -frames:v 1 -q:v 2 -vf", &[&filter.join(",")], path);
    std::fs::read(path).unwrap()
}

/// A picture that ffmpeg draws by these words.
pub fn still(path: &Path, words: &str) -> Vec<u8> {
    ffmpeg(words, &[], path);
    std::fs::read(path).unwrap()
}

fn ffmpeg(words: &str, more: &[&str], path: &Path) {
    let status = Command::new("ffmpeg")
        .args("-nostdin -v error -y".split(' '))
        .args(words.split(' '))
        .args(more)
        .arg(path)
        .status()
        .expect("ffmpeg is not installed: run scripts/setup.sh test");
    assert!(status.success(), "ffmpeg could not make {}", path.display());
}

/// A small JPEG that claims a date without a zone, a place on the earth and an orientation in EXIF.
pub fn photograph(path: &Path) -> Vec<u8> {
    ffmpeg("-f lavfi -i testsrc=s=64x48 -frames:v 1", &[], path);
    let jpeg = std::fs::read(path).unwrap();
    let exif = [b"Exif\0\0".to_vec(), exif()].concat();
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    let with = [&jpeg[..2], b"\xff\xe1", &length, &exif, &jpeg[2..]].concat();
    std::fs::write(path, &with).unwrap();
    with
}

/// A photograph in HEIF of 4032 × 3024 pixels as a telephone writes it, with the same claims. Its picture is not one: those that
/// are stand in [`crate::made_heif`].
pub fn heif() -> Vec<u8> {
    let head = part(b"ftyp", &[b"heic\0\0\0\0mif1heic"]);
    let claims = [&[0; 4], exif().as_slice()].concat();
    // Places count from the beginning of the file, and their own length does not hang on them.
    let places = u32::try_from(head.len() + heif_meta(0, 0).len() + 8).unwrap();
    let meta = heif_meta(places, u32::try_from(claims.len()).unwrap());
    [head, meta, part(b"mdat", &[b"none", &claims])].concat()
}

/// What is in a HEIF file and where: a picture of four bytes at `places`, and its claims behind it.
fn heif_meta(places: u32, claims: u32) -> Vec<u8> {
    let item = |id: u8, kind: &[u8; 4]| part(b"infe", &[&[2, 0, 0, 0, 0, id, 0, 0], kind, b"\0"]);
    let at = |id: u8, place: u32, length: u32| {
        [&[0, id, 0, 0, 0, 1], place.to_be_bytes().as_slice(), &length.to_be_bytes()].concat()
    };
    let size = part(b"ispe", &[&[0; 4], &4032_u32.to_be_bytes(), &3024_u32.to_be_bytes()]);
    let of_picture = part(b"ipma", &[&[0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 1, 0x81]]);
    let contents = [
        part(b"hdlr", &[&[0; 8], b"pict", &[0; 13]]),
        part(b"pitm", &[&[0, 0, 0, 0, 0, 1]]),
        part(b"iinf", &[&[0, 0, 0, 0, 0, 2], &item(1, b"hvc1"), &item(2, b"Exif")]),
        part(b"iprp", &[&part(b"ipco", &[&size]), &of_picture]),
        part(b"iloc", &[&[0, 0, 0, 0, 0x44, 0, 0, 2], &at(1, places, 4), &at(2, places + 4, claims)]),
    ];
    part(b"meta", &[&[0; 4], &contents.concat()])
}

/// A ZIP archive of these files, as they are.
pub fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut zip, mut list) = (Vec::new(), Vec::new());
    for (name, bytes) in files {
        let [sum, size, place] =
            [sum_of(bytes), u32::try_from(bytes.len()).unwrap(), u32::try_from(zip.len()).unwrap()]
                .map(u32::to_le_bytes);
        let about = [&[10, 0, 0, 8, 0, 0, 0, 0, 0x21, 0], sum.as_slice(), &size, &size].concat();
        let length = u16::try_from(name.len()).unwrap().to_le_bytes();
        zip.extend([b"PK\x03\x04", about.as_slice(), &length, &[0; 2], name.as_bytes(), bytes].concat());
        list.extend([b"PK\x01\x02\x0a\0", about.as_slice(), &length, &[0; 12], &place, name.as_bytes()].concat());
    }
    let count = u16::try_from(files.len()).unwrap().to_le_bytes();
    let [length, place] = [list.len(), zip.len()].map(|number| u32::try_from(number).unwrap().to_le_bytes());
    let end = [b"PK\x05\x06\0\0\0\0".as_slice(), &count, &count, &length, &place, &[0; 2]].concat();
    [zip, list, end].concat()
}

/// The CRC-32 of bytes.
fn sum_of(bytes: &[u8]) -> u32 {
    let step = |sum: u32| if sum & 1 == 1 { 0xedb8_8320 ^ (sum >> 1) } else { sum >> 1 };
    !bytes.iter().fold(u32::MAX, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), |sum, _| step(sum)))
}

/// A TIFF structure of three directories, little-endian.
fn exif() -> Vec<u8> {
    let (mut bytes, mut heap) = (b"II*\0\x08\0\0\0".to_vec(), Vec::<u8>::new());
    const HEAP: u32 = 400;
    let mut out = |tag: u16, kind: u16, count: u32, value: &[u8]| {
        let mut entry = [tag.to_le_bytes(), kind.to_le_bytes()].concat();
        entry.extend(count.to_le_bytes());
        if value.len() <= 4 {
            entry.extend([value, &[0; 4][value.len()..]].concat());
        } else {
            entry.extend((HEAP + u32::try_from(heap.len()).unwrap()).to_le_bytes());
            heap.extend(value);
        }
        entry
    };
    let rational = |numbers: &[u32]| {
        numbers.iter().flat_map(|n| [n.to_le_bytes(), 1_u32.to_le_bytes()].concat()).collect::<Vec<u8>>()
    };
    let main = [
        out(0x010f, 2, 8, b"Lantern\0"),
        out(0x0110, 2, 6, b"Box 7\0"),
        out(0x0112, 3, 1, &6_u16.to_le_bytes()),
        out(0x8769, 4, 1, &110_u32.to_le_bytes()),
        out(0x8825, 4, 1, &160_u32.to_le_bytes()),
    ];
    let own = [out(0x9003, 2, 20, b"2004:09:03 13:05:00\0"), out(0x9286, 7, 20, b"ASCII\0\0\0by the jetty")];
    let place = [
        out(1, 2, 2, b"N\0"),
        out(2, 5, 3, &rational(&[43, 11, 6])),
        out(3, 2, 2, b"W\0"),
        out(4, 5, 3, &rational(&[44, 32, 28])),
    ];
    for (at, directory) in [(8, &main[..]), (110, &own[..]), (160, &place[..])] {
        bytes.resize(at, 0);
        bytes.extend(u16::try_from(directory.len()).unwrap().to_le_bytes());
        bytes.extend(directory.concat());
        bytes.extend([0; 4]);
    }
    bytes.resize(HEAP as usize, 0);
    bytes.extend(heap);
    bytes
}
