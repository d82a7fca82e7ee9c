"""Large sources: files are extracted shard by shard, and stored for the next build."""
