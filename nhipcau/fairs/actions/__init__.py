"""Use cases of the fair day: one public function for each thing a person does."""
