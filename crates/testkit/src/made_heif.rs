//! Photographs in HEIF as telephones write them, made on the spot: a picture drawn and coded by ffmpeg, one or in tiles, with the
//! container around it written here. What is in them is known to the pixel, within what the coding loses.
//!
//! Source: ISO/IEC 23008-12 (items, properties, grids) over ISO/IEC 14496-12 (boxes); 14496-15 for the parameter sets.

use crate::made_files::still;
use std::path::Path;

/// A picture in HEIF to be made.
#[derive(Debug, Clone, Copy)]
pub struct MadeHeif<'a> {
    /// The words by which ffmpeg draws each tile, row by row.
    pub tiles: &'a [&'a str],
    /// Width and height of each tile, in pixels.
    pub tile_px: (u32, u32),
    /// How many tiles stand beside each other and below each other, each at most 256; 0 for one picture that is no grid. Where
    /// the grid has more places than there are tiles, they are shown again in order.
    pub grid: (u16, u16),
    /// Width and height that are shown, in pixels: tiles may reach beyond them.
    pub shown_px: (u32, u32),
    /// Quarters of a turn against the clock that a viewer makes.
    pub quarter_turns: u8,
    /// What a viewer exchanges after the turn: 0 for top and bottom, 1 for left and right.
    pub exchanged: Option<u8>,
    /// Whether the pictures lie in the box of small data instead of behind everything.
    pub is_inside: bool,
}

/// What a coded picture is made of.
struct Coded {
    /// Its parameter sets, each with its kind.
    sets: Vec<(u8, Vec<u8>)>,
    /// The picture, each part after its length.
    picture: Vec<u8>,
}

impl<'a> MadeHeif<'a> {
    /// One picture that is no grid, shown whole and as it is.
    pub const fn single(tiles: &'a [&'a str; 1], shown_px: (u32, u32)) -> Self {
        let (grid, quarter_turns, exchanged, is_inside) = ((0, 0), 0, None, false);
        MadeHeif { tiles, tile_px: shown_px, grid, shown_px, quarter_turns, exchanged, is_inside }
    }

    /// The file. `folder` is for what ffmpeg writes on the way.
    pub fn bytes(&self, folder: &Path) -> Vec<u8> {
        let coded: Vec<Coded> = self.tiles.iter().map(|words| coded(folder, words)).collect();
        let mut items: Vec<Vec<u8>> = coded.iter().map(|tile| tile.picture.clone()).collect();
        if self.is_grid() {
            items.push(self.grid());
        }
        let head = part(b"ftyp", &[b"heic\0\0\0\0mif1heic"]);
        // Places count from the beginning of the file, and the length of their table does not hang on them.
        let behind = head.len() + self.meta(&coded, &items, 0).len() + 8;
        let meta = self.meta(&coded, &items, if self.is_inside { 0 } else { behind });
        let data = if self.is_inside { Vec::new() } else { part(b"mdat", &[&items.concat()]) };
        [head, meta, data].concat()
    }

    fn is_grid(&self) -> bool {
        self.grid.0 > 0
    }

    fn grid(&self) -> Vec<u8> {
        let [columns, rows] = [self.grid.0, self.grid.1].map(|count| u8::try_from(count - 1).unwrap());
        let sides = [self.shown_px.0, self.shown_px.1].map(|side| u16::try_from(side).unwrap().to_be_bytes());
        [&[0, 0, rows, columns][..], &sides.concat()].concat()
    }

    fn meta(&self, coded: &[Coded], items: &[Vec<u8>], first_place: usize) -> Vec<u8> {
        let count = u16::try_from(items.len()).unwrap();
        let is_grid = |id: u16| self.is_grid() && id == count;
        let info = |id: u16| {
            let kind: &[u8; 4] = if is_grid(id) { b"grid" } else { b"hvc1" };
            part(b"infe", &[&[2, 0, 0, 0], &id.to_be_bytes(), &[0, 0], kind, b"\0"])
        };
        let infos: Vec<u8> = (1..=count).flat_map(info).collect();
        let contents = [
            part(b"hdlr", &[&[0; 8], b"pict", &[0; 13]]),
            part(b"pitm", &[&[0; 4], &count.to_be_bytes()]),
            part(b"iinf", &[&[0; 4], &count.to_be_bytes(), &infos]),
            self.references(count),
            self.properties(coded, count),
            self.places(items, first_place),
            if self.is_inside { part(b"idat", &[&items.concat()]) } else { Vec::new() },
        ];
        part(b"meta", &[&[0; 4], &contents.concat()])
    }

    /// Of which tiles the grid is.
    fn references(&self, count: u16) -> Vec<u8> {
        if !self.is_grid() {
            return Vec::new();
        }
        let places = self.grid.0 * self.grid.1;
        let tiles: Vec<u8> = (1..count).cycle().take(places.into()).flat_map(u16::to_be_bytes).collect();
        let of_grid = part(b"dimg", &[&count.to_be_bytes(), &places.to_be_bytes(), &tiles]);
        part(b"iref", &[&[0; 4], &of_grid])
    }

    /// Parameter sets of each tile, then the sides, the colours and the turn of what is shown.
    fn properties(&self, coded: &[Coded], count: u16) -> Vec<u8> {
        let own = |id: u16| 0x80 | u8::try_from(id).unwrap();
        let size = |(width, height): (u32, u32)| part(b"ispe", &[&[0; 4], &width.to_be_bytes(), &height.to_be_bytes()]);
        let mut properties: Vec<Vec<u8>> = coded.iter().map(hvcc).collect();
        let of_tile = u8::try_from(properties.len() + 1).unwrap();
        let [of_whole, colours] = [of_tile + 1, of_tile + 2];
        let mut shown = vec![of_whole, colours, 0x80 | (of_tile + 3)];
        shown.extend(self.exchanged.map(|_| 0x80 | (of_tile + 4)));
        // Colours of sRGB, BT.601, from black at 0 to white at 255.
        let coloured = part(b"colr", &[b"nclx", &[0, 1, 0, 13, 0, 6, 0x80]]);
        let turned = part(b"irot", &[&[self.quarter_turns]]);
        properties.extend([size(self.tile_px), size(self.shown_px), coloured, turned]);
        properties.extend(self.exchanged.map(|axis| part(b"imir", &[&[axis]])));
        let of = |id: u16| {
            let numbers = match (self.is_grid(), id == count) {
                (true, true) => shown.clone(),
                (true, false) => vec![own(id), of_tile],
                _ => [&[own(id)], shown.as_slice()].concat(),
            };
            [&id.to_be_bytes()[..], &[u8::try_from(numbers.len()).unwrap()], &numbers].concat()
        };
        let associations: Vec<u8> = (1..=count).flat_map(of).collect();
        let associations = part(b"ipma", &[&[0; 4], &u32::from(count).to_be_bytes(), &associations]);
        part(b"iprp", &[&part(b"ipco", &[&properties.concat()]), &associations])
    }

    fn places(&self, items: &[Vec<u8>], first_place: usize) -> Vec<u8> {
        let (mut place, mut places) = (first_place, Vec::new());
        for (index, item) in items.iter().enumerate() {
            places.extend(u16::try_from(index + 1).unwrap().to_be_bytes());
            // The second is how the bytes are found: 0 in the file, 1 in the box of small data.
            places.extend([0, u8::from(self.is_inside), 0, 0, 0, 1]);
            places.extend([place, item.len()].map(|number| u32::try_from(number).unwrap().to_be_bytes()).concat());
            place += item.len();
        }
        let count = u16::try_from(items.len()).unwrap().to_be_bytes();
        part(b"iloc", &[&[1, 0, 0, 0, 0x44, 0], &count, &places])
    }
}

/// A box: its length, its kind, its contents.
pub(crate) fn part(kind: &[u8; 4], contents: &[&[u8]]) -> Vec<u8> {
    let contents = contents.concat();
    let length = u32::try_from(contents.len() + 8).unwrap().to_be_bytes();
    [&length, kind.as_slice(), &contents].concat()
}

/// Draws a picture and codes it in HEVC, alone and without what telephones leave out.
fn coded(folder: &Path, words: &str) -> Coded {
    let coding = "-frames:v 1 -pix_fmt yuvj420p -c:v libx265 -x265-params log-level=none:info=0:crf=6 -f hevc";
    let stream = still(&folder.join("tile.hevc"), &format!("-f lavfi -i {words} {coding}"));
    let mut coded = Coded { sets: Vec::new(), picture: Vec::new() };
    for unit in units(&stream) {
        match (unit[0] >> 1) & 0x3f {
            kind @ 32..=34 => coded.sets.push((kind, unit.to_vec())),
            0..=31 => {
                coded.picture.extend(u32::try_from(unit.len()).unwrap().to_be_bytes());
                coded.picture.extend(unit);
            }
            _ => {}
        }
    }
    coded
}

/// The units of a stream in which each stands behind 0, 0, 1.
fn units(stream: &[u8]) -> Vec<&[u8]> {
    let starts: Vec<usize> = (3..=stream.len()).filter(|at| stream[at - 3..*at] == [0, 0, 1]).collect();
    let ends = starts.iter().skip(1).map(|next| next - 3).chain([stream.len()]);
    let unit = |(start, end): (&usize, usize)| {
        let unit = &stream[*start..end];
        let zeros = unit.iter().rev().take_while(|byte| **byte == 0).count();
        &unit[..unit.len() - zeros]
    };
    starts.iter().zip(ends).map(unit).filter(|unit| unit.len() > 2).collect()
}

/// The property with a picture's parameter sets: what a decoder must know of its profile beforehand stands in them again.
fn hvcc(coded: &Coded) -> Vec<u8> {
    const PROFILE: [u8; 12] = [3, 0x70, 0, 0, 0, 0x90, 0, 0, 0, 0, 0, 90];
    let about = [&[1][..], &PROFILE, &[0xf0, 0, 0xfc, 0xfd, 0xf8, 0xf8, 0, 0, 0x0f]].concat();
    let set = |(kind, bytes): &(u8, Vec<u8>)| {
        let length = u16::try_from(bytes.len()).unwrap().to_be_bytes();
        [&[0x80 | kind, 0, 1][..], &length, bytes].concat()
    };
    let sets: Vec<u8> = coded.sets.iter().flat_map(set).collect();
    part(b"hvcC", &[&about, &[u8::try_from(coded.sets.len()).unwrap()], &sets])
}
