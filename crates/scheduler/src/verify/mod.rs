//! To be built.
/// STUB
pub struct Verdict {
    /// x
    pub first_violations: Vec<String>,
}
/// STUB
pub fn verify(_: &crate::format::Problem, _: &crate::format::Plan) -> Result<Verdict, Vec<crate::format::Fault>> {
    Ok(Verdict {
        first_violations: vec![],
    })
}
