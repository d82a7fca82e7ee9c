"""All routes of the API."""

from fastapi import APIRouter

from wikisearch.server.api import search_routes, term_routes

router = APIRouter()
router.include_router(search_routes.router)
router.include_router(term_routes.router)
