"""TEMPORARY"""
from mbi_collab.catalogue.catalogue import NOT_APPLICABLE, Questionnaire
