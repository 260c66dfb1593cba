//! mend-bindgen: UniFFI's generator, of the same version as the library it reads. A crate of its own so that its
//! command line stays out of what ships.
#![forbid(unsafe_code)]

fn main() {
    uniffi::uniffi_bindgen_main();
}
