use std::fmt::Write;

use super::Matrix;

/// A code as an SVG picture, one unit for each module, that grows to any size without loss. About 10 kB at version 9,
/// 120 kB at version 40.
pub fn svg(matrix: &Matrix) -> String {
    let side = matrix.side();
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\">\n\
         <rect width=\"{side}\" height=\"{side}\" fill=\"#fff\"/>\n<path fill=\"#000\" d=\""
    );
    for (y, row) in matrix.rows().enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|one, next| one == next) {
            let length = run.len();
            if run[0] {
                // Writing to a String cannot fail.
                let _ = write!(svg, "M{x} {y}h{length}v1h-{length}z");
            }
            x += length;
        }
    }
    svg.push_str("\"/>\n</svg>\n");
    svg
}
