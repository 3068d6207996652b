//! The peaks of a sound: for each tenth of a second the lowest and the highest sample, for drawing a waveform.
//! The shape is that of audiowaveform's JSON, version 2. Decoding is ffmpeg's.

use std::io::{self, BufReader, Read};

/// Samples a second of what comes in: one channel, 16 bits, little-endian.
const SAMPLE_RATE_HZ: u32 = 8000;
/// Samples that share one pair of peaks: a tenth of a second.
const SAMPLES_PER_PEAK: usize = 800;

/// The peaks of raw samples, each from -128 to 127, the lowest before the highest.
pub(super) fn of_samples(input: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut input = BufReader::new(input);
    let (mut data, mut chunk) = (Vec::<i16>::new(), Vec::new());
    loop {
        chunk.clear();
        input.by_ref().take(2 * SAMPLES_PER_PEAK as u64).read_to_end(&mut chunk)?;
        let samples = chunk.chunks_exact(2).map(|pair| i16::from_le_bytes([pair[0], pair[1]]));
        let Some((low, high)) = samples.fold(None, |found: Option<(i16, i16)>, sample| {
            Some(found.map_or((sample, sample), |(low, high)| (low.min(sample), high.max(sample))))
        }) else {
            break;
        };
        data.extend([low >> 8, high >> 8]);
    }
    let document = serde_json::json!({
        "version": 2,
        "channels": 1,
        "sample_rate": SAMPLE_RATE_HZ,
        "samples_per_pixel": SAMPLES_PER_PEAK,
        "bits": 8,
        "length": data.len() / 2,
        "data": data,
    });
    Ok(document.to_string().into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_peak_has_the_lowest_and_the_highest_sample_of_a_tenth_of_a_second() {
        let mut samples = vec![0_i16; 2 * SAMPLES_PER_PEAK + 1];
        (samples[3], samples[5], samples[900], samples[1600]) = (i16::MAX, i16::MIN, 256, -256);
        let bytes: Vec<u8> = samples.iter().flat_map(|sample| sample.to_le_bytes()).collect();
        let peaks: serde_json::Value = serde_json::from_slice(&of_samples(&mut &bytes[..]).unwrap()).unwrap();
        assert_eq!((&peaks["version"], &peaks["length"]), (&2.into(), &3.into()));
        assert_eq!(peaks["data"], serde_json::json!([-128, 127, 0, 1, -1, -1]));
    }

    #[test]
    fn of_no_sound_there_are_no_peaks() {
        let peaks: serde_json::Value = serde_json::from_slice(&of_samples(&mut &b""[..]).unwrap()).unwrap();
        assert_eq!((&peaks["length"], &peaks["data"]), (&0.into(), &serde_json::json!([])));
    }
}
