"""Official lists. Every key is the official code, as text with its leading zeros."""

from nhipcau.reference.models.conditions import AVOIDABLE, CONDITIONS
from nhipcau.reference.models.countries import Country
from nhipcau.reference.models.education import (
    QUALIFICATION_ORDER,
    SCHOOLING_ORDER,
    GeneralEducation,
    Qualification,
    TrainingField,
)
from nhipcau.reference.models.loads import Loaded
from nhipcau.reference.models.parks import IndustrialPark, ParkKind
from nhipcau.reference.models.places import (
    Commune,
    CommuneKind,
    FormerCommune,
    FormerKind,
    FormerUnit,
    Level,
    Province,
    ProvinceKind,
)
from nhipcau.reference.models.trades import Industry, Occupation

__all__ = [
    "AVOIDABLE",
    "CONDITIONS",
    "QUALIFICATION_ORDER",
    "SCHOOLING_ORDER",
    "Commune",
    "CommuneKind",
    "Country",
    "FormerCommune",
    "FormerKind",
    "FormerUnit",
    "GeneralEducation",
    "IndustrialPark",
    "Industry",
    "Level",
    "Loaded",
    "Occupation",
    "ParkKind",
    "Province",
    "ProvinceKind",
    "Qualification",
    "TrainingField",
]
