"""The base page, the components and the catalogue that shows them."""
