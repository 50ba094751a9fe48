//! To be built.
/// STUB
pub struct Proof {
    /// x
    pub bound: i64,
    /// x
    pub plan: Option<Vec<crate::model::Decision>>,
}
/// STUB
pub fn prove(
    _: &crate::model::Model,
    _: Option<&[crate::model::Decision]>,
    _: std::time::Duration,
    _: &std::sync::atomic::AtomicBool,
    _: &mut dyn FnMut(i64),
) -> Option<Proof> {
    None
}
