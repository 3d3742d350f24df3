"""PxWebApi 2, the interface of the Nordic statistical offices since 2025."""
