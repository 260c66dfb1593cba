//! What a module says before it begins.

use super::pack::Content;
use super::{Guides, ModuleRow, ModuleView, RoleQuestion, ids_of, rows};
use crate::error::Result;

impl Guides {
    /// The modules that there are, in the order to show them.
    pub fn modules(&self) -> Vec<ModuleRow> {
        self.pack.modules.iter().map(|content| self.module_row(content)).collect()
    }

    /// Ids of the steps of a module, in order.
    ///
    /// # Errors
    /// `BadField`: `module` (there is none of this id).
    pub fn steps(&self, module: &str) -> Result<Vec<String>> {
        Ok(ids_of(self.known(module)?))
    }

    /// What a module says before it begins.
    ///
    /// # Errors
    /// `BadField`: `module` (there is none of this id).
    pub fn module(&self, id: &str) -> Result<ModuleView> {
        let content = self.known(id)?;
        let words = self.words(content);
        let module = &content.module;
        let not_reviewed = (!self.pack.is_reviewed()).then(|| self.text.get("guide-not-reviewed", &[]));
        self.db.read(|conn| {
            let mut needs = Vec::new();
            for need in &module.needs {
                if rows::latest(conn, need, false)?.is_none() {
                    needs.extend(self.title_of(need));
                }
            }
            let needs = Some(needs.join(", ")).filter(|needs| !needs.is_empty());
            let say = |id: &str| self.text.get(id, &[]);
            let asks_role = !module.roles.is_empty();
            Ok(ModuleView {
                row: self.module_row(content),
                version: module.version,
                about: words.say(id, None),
                not: words.say(&format!("{id}.not"), None),
                intensity: module.intensity,
                roles: module.roles.clone(),
                audience_words: say(module.audience.message()),
                minutes_words: self.text.get("guide-minutes", &[("minutes", &module.minutes.to_string())]),
                intensity_words: say(module.intensity.message()),
                role_question: asks_role
                    .then(|| RoleQuestion { question: say("guide-role"), note: say("guide-role.note") }),
                needs_words: needs.map(|modules| self.text.get("guide-needs", &[("modules", &modules)])),
                not_reviewed,
                under_way: rows::latest(conn, id, true)?,
            })
        })
    }

    /// None where the pack does not have it: what is not there is no advice.
    fn title_of(&self, module: &str) -> Option<String> {
        Some(self.words(self.pack.content(module)?).say(&format!("{module}.title"), None))
    }

    fn module_row(&self, content: &Content) -> ModuleRow {
        let module = &content.module;
        ModuleRow {
            id: module.id.clone(),
            title: self.words(content).say(&format!("{}.title", module.id), None),
            audience: module.audience,
            minutes: module.minutes,
            needs: module.needs.clone(),
            steps: module.steps.len() as u32,
        }
    }
}
