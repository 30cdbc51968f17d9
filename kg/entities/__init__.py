"""Entities: which mentions mean the same thing in the world."""

from __future__ import annotations

from kg.entities.resolution import Resolution, resolve

__all__ = ["Resolution", "resolve"]
